import { Parser, tokTypes, type AnyNode, type Expression, type Options, type TokenType } from 'acorn';

/** The code of one placeholder, as n8n evaluates it. */
export interface Code {
	/** The JavaScript that the tree's positions refer to. */
	source: string;
	tree: Expression;
}

/** What acorn's own types leave out. */
interface Tokenizer {
	input: string;
	pos: number;
	containsEsc: boolean;
	readToken(code: number): void;
	finishToken(type: TokenType, value: string): void;
}

type TokenizerClass = new (options: Options, input: string) => Tokenizer;

/** A name that only Handlebars has: `@index`, `@../index`, `../name`, `../this`, `./name`. No JavaScript begins so. */
const HANDLEBARS_NAME =
	/@(?:\.\.\/)*[\p{ID_Start}_$][\p{ID_Continue}$]*|(?:\.\.?\/)+[\p{ID_Start}_$][\p{ID_Continue}$]*/uy;

function withHandlebarsNames(Base: TokenizerClass): TokenizerClass {
	return class extends Base {
		override readToken(code: number): void {
			HANDLEBARS_NAME.lastIndex = this.pos;
			const name = HANDLEBARS_NAME.exec(this.input)?.[0];
			if (name === undefined) return super.readToken(code);
			this.pos += name.length;
			this.containsEsc = false;
			this.finishToken(tokTypes.name, name);
		}
	};
}

const CodeParser = Parser.extend(withHandlebarsNames as unknown as Parameters<typeof Parser.extend>[0]);

/**
 * Parses the text between the braces as n8n does: `\}}` is `}}`, only the first statement counts, and an object needs
 * no parentheses. Undefined if it is no JavaScript expression.
 */
export function parseCode(code: string): Code | undefined {
	const text = code.replace('\\}}', '}}');
	const source = text.trimStart().startsWith('{') ? `(${text})` : text;
	try {
		const [first] = CodeParser.parse(source, { ecmaVersion: 'latest', sourceType: 'script' }).body;
		return first?.type === 'ExpressionStatement' ? { source, tree: first.expression } : undefined;
	} catch {
		// a syntax error, or code that is nested too deeply
		return undefined;
	}
}

/** The source of a part of the tree. */
export const sourceOf = ({ source }: Code, { start, end }: { start: number; end: number }): string =>
	source.slice(start, end);

/** The direct children of a node, in the order of the source. */
export function childrenOf(node: AnyNode): AnyNode[] {
	return Object.values(node)
		.flat()
		.filter(
			(value: unknown): value is AnyNode =>
				typeof value === 'object' && value !== null && 'type' in value && 'start' in value,
		);
}

/** All operands of `a + b + c`, which nests to the left. Linear. */
export function summandsOf(node: AnyNode): AnyNode[] {
	const summands: AnyNode[] = [];
	let at = node;
	while (at.type === 'BinaryExpression' && at.operator === '+') {
		summands.push(at.right);
		at = at.left;
	}
	return [at, ...summands.reverse()];
}
