import { asFailure } from '../failure';
import { targetOf, type MappedVariable, type MappedVariables } from '../response';
import type { Settings } from '../settings';
import type { ItemScope, Template } from '../template';

/** A failure variable with its template compiled, and where in the item it goes. */
export type CompiledFailureVariable = Omit<MappedVariable, 'value'> & { value: Template };

/** The failure variables of an item, after rendering. */
export interface FailureVariables {
	set: MappedVariables;
	/** Why each of the others is left out; they do not change why the item fails. */
	leftOut: readonly string[];
}

export const NO_FAILURE_VARIABLES: FailureVariables = { set: [], leftOut: [] };

/** @param compile compiles a text; `field` is its name in failures */
export function compileFailureVariables(
	variables: Settings['failureVariables'],
	compile: (text: string, field: string) => Template,
): readonly CompiledFailureVariable[] {
	return variables.map(({ rule, value }) => ({
		rule,
		target: targetOf(rule),
		value: compile(value, `failureVariables.${rule.name}`),
	}));
}

/** The failure variables of an item. One that cannot be rendered is left out. */
export function renderFailureVariables(
	variables: readonly CompiledFailureVariable[],
	scope: ItemScope,
): FailureVariables {
	const set: MappedVariable[] = [];
	const leftOut: string[] = [];
	for (const { rule, target, value } of variables) {
		try {
			set.push({ rule, target, value: value.render(scope) });
		} catch (error) {
			leftOut.push(asFailure(error).message);
		}
	}
	return { set, leftOut };
}
