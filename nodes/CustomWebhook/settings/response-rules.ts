/** How responses are read, judged and mapped, and what follows them. */
import type { Choice } from '../defaults';
import type { StatusMatcher } from '../delivery';
import type { Path } from '../formats';

/** When a response counts as a success. */
export interface SuccessRule {
	isSuccess: StatusMatcher;
	rule: Choice<'successRule'>;
	/** For `path`. */
	path: string;
	/** For `path`: the expected value, as text; empty = any value. */
	value: string;
}

/** Values at a path of the body that have a meaning to the author. */
export interface ListedValues {
	/** As the author typed it; empty for the whole body. */
	text: string;
	path: Path;
	/** As text. */
	values: readonly string[];
}

/** A variable's name and place. */
export interface VariableName {
	name: string;
	type: Choice<'variableType'>;
}

/** One row of the panel's Response Variables. */
export interface VariableRule extends VariableName {
	source: Choice<'variableSource'>;
	path: string;
	dataType: Choice<'variableDataType'>;
	/** Empty = none. */
	defaultValue: string;
	required: boolean;
}

/** How a service splits a list into pages. */
export interface PageRule {
	mode: Exclude<Choice<'pagination'>, 'off'>;
	/** Of the list in each body; empty: the body itself. */
	listPath: string;
	/** Of the next URL, or the cursor. With `counter`: of a value that says if there are more; empty = none. */
	nextPath: string;
	/** Whether an empty page is followed if it names a next one. A counter always ends there. */
	followsEmpty: boolean;
	/** With `counter`: of the first page. */
	start: number;
	/** With `counter`: between pages. */
	step: number;
}

/** How to recognize a result that comes later. */
export interface LaterRule {
	/** Empty: the status alone decides. */
	path: string;
	done: ListedValues | undefined;
	failed: ListedValues | undefined;
}
