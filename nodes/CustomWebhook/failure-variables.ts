import { asFailure } from './failure';
import { targetOf, type CompiledVariable, type MappedVariables } from './response';
import type { Settings } from './settings';
import type { ItemScope, Template } from './template';

/** A failure variable with its template compiled, and where in the item it goes. */
export type CompiledFailureVariable = Pick<CompiledVariable, 'rule' | 'target'> & { value: Template };

/** @param compile makes a template of a text; `field` is what its failures name */
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

/** The failure variables of an item; one that cannot be rendered is left out: the item fails already. */
export function renderFailureVariables(
	variables: readonly CompiledFailureVariable[],
	scope: ItemScope,
): MappedVariables {
	return variables.flatMap(({ rule, target, value }) => {
		try {
			return [{ rule, target, value: value.render(scope) }];
		} catch (error) {
			asFailure(error);
			return [];
		}
	});
}
