import { checkPath, compilePath, isRefusedName, MAX_INDEX, NO_PLACEHOLDER } from '../formats';
import { castTo } from '../formats/json';
import type { VariableName, VariableRule } from './response-rules';

/**
 * The first mistake in the rows of a field with variables, as a sentence with the field, the row and what it takes;
 * undefined if there is none. Called once a run, before anything is sent. An undefined row is skipped, but keeps its
 * number.
 * @param field the parameter's name
 */
export function checkVariables(
	field: string,
	rules: ReadonlyArray<VariableRule | undefined>,
): string | undefined {
	return firstProblem(
		field,
		rules,
		(rule) => nameProblem(rule) ?? pathProblem(rule) ?? defaultProblem(rule),
	);
}

/** The same for variables without a source: only their names are checked. */
export function checkNames(
	field: string,
	names: ReadonlyArray<VariableName | undefined>,
): string | undefined {
	return firstProblem(field, names, nameProblem);
}

function firstProblem<T extends VariableName>(
	field: string,
	rows: ReadonlyArray<T | undefined>,
	problemOf: (row: T) => string | undefined,
): string | undefined {
	for (const [index, row] of rows.entries()) {
		if (row === undefined) continue;
		const problem = problemOf(row);
		if (problem !== undefined) {
			const name = row.name.trim() === '' ? '' : ` ("${row.name}")`;
			return `"${field}", row ${index + 1}${name}: ${problem}.`;
		}
	}
	return undefined;
}

function nameProblem(rule: VariableName): string | undefined {
	const name = rule.name.trim();
	if (name === '') return 'enter a name';
	if (name.includes('{{')) return `the name has a placeholder. ${NO_PLACEHOLDER}`;
	if (isRefusedName(name)) {
		return 'this name is not allowed; any other than __proto__, constructor and prototype can be used';
	}
	if (rule.type === 'advanced') return targetProblem(name);
	return rule.type === 'linkedId' ? linkedIdProblem(name) : undefined;
}

/** A linked ID may name its system: salesforce.contactId. */
function linkedIdProblem(name: string): string | undefined {
	if (name.split('.').every((part) => part.trim() !== '')) return undefined;
	return 'the name has a dot without a name beside it; write it as salesforce.contactId';
}

/** The name of an advanced variable is a path in the item. */
function targetProblem(name: string): string | undefined {
	const problem = checkPath(name);
	if (problem !== undefined) return `the name is a path in the item, and ${problem}`;
	const steps = compilePath(name);
	if (steps.some((step) => step.kind === 'every')) {
		return 'the name is a path in the item and sets one place, so it cannot have a *';
	}
	if (steps.some((step) => step.kind === 'index' && Number(step.name) > MAX_INDEX)) {
		return `the name sets a place in a list, and ${MAX_INDEX} is the farthest one`;
	}
	return undefined;
}

function pathProblem(rule: VariableRule): string | undefined {
	if (rule.source === 'body' || rule.source === 'item') {
		const problem = checkPath(rule.path);
		return problem && `the path ${problem}`;
	}
	if (rule.source === 'header' && isRefusedName(rule.path)) {
		return `there is no header "${rule.path}"; __proto__, constructor and prototype are refused`;
	}
	return undefined;
}

function defaultProblem(rule: VariableRule): string | undefined {
	if (rule.defaultValue === '' || castTo(rule.dataType, rule.defaultValue) !== undefined) return undefined;
	return `the default "${rule.defaultValue}" is no ${rule.dataType}`;
}
