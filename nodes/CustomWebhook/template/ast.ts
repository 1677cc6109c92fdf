/** The parts of Handlebars' syntax tree that templates are compiled from. */

interface Node {
	loc: { start: { line: number; column: number } };
}

export interface Program {
	body: Statement[];
	blockParams?: string[];
}

export interface Content extends Node {
	type: 'ContentStatement';
	value: string;
}

export interface Comment extends Node {
	type: 'CommentStatement';
}

/** The inside of a placeholder: a path alone, or a helper's name and its arguments. */
export interface Call {
	path: Path | Literal;
	params: Expression[];
	hash?: { pairs: Array<{ key: string; value: Expression }> };
}

export interface Mustache extends Node, Call {
	type: 'MustacheStatement';
	escaped: boolean;
}

export interface Block extends Node, Call {
	type: 'BlockStatement';
	/** Absent in `{{^a}}…{{/a}}`, where only the other branch is written. */
	program?: Program;
	inverse?: Program;
}

export interface SubExpression extends Node, Call {
	type: 'SubExpression';
}

export interface Path extends Node {
	type: 'PathExpression';
	/** It starts with `@`. */
	data: boolean;
	/** How many `../` it begins with. */
	depth: number;
	parts: string[];
	/** As written, segment literals without their brackets. */
	original: string;
}

export interface Literal extends Node {
	type: 'StringLiteral' | 'NumberLiteral' | 'BooleanLiteral' | 'NullLiteral' | 'UndefinedLiteral';
	value?: string | number | boolean;
	original?: string | number | boolean;
}

/** Handlebars syntax that this node does not support. */
export interface Foreign extends Node {
	type: 'PartialStatement' | 'PartialBlockStatement' | 'Decorator' | 'DecoratorBlock';
}

export type Expression = Path | Literal | SubExpression;
export type Statement = Content | Comment | Mustache | Block | Foreign;

/** Whether a call has arguments, so that its first word names a helper. */
export function isCall(call: Call): boolean {
	return call.params.length > 0 || call.hash !== undefined;
}
