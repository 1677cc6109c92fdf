import { parse } from 'handlebars/dist/cjs/handlebars/compiler/base';
import { isCall, type Call, type Expression, type Mustache, type Path, type Statement } from './ast';
import { parseCode } from './expressions';
import { HELPER_NAMES } from './helpers';
import { computedIndexes, rewriteIndexes } from './indexes';

/** Names that begin JavaScript, never a field: n8n's own, the language's objects, and its reserved words. */
const JAVASCRIPT = new Set(
	(
		'Array BigInt Boolean Date DateTime Duration Interval JSON Math Number Object RegExp String URL ' +
		'await break case catch class const continue debugger default delete do else enum export extends false finally ' +
		'for function if import in instanceof new null return super switch throw true try typeof undefined var void while with yield'
	)
		.split(' ')
		.filter((name) => !HELPER_NAMES.has(name)),
);

/** `a.b.c` with names that mean the same in both languages; most placeholders look like this. */
const SIMPLE_PATH =
	/^\s*(?:\$json\.)?(?!\d|true|false|null|undefined)[a-zA-Z_]\w*(?:\.(?!true|false|null|undefined)[a-zA-Z_]\w*)*\s*$/;
const PLAIN_SEGMENT = /^(?:[\p{ID_Start}_$][\p{ID_Continue}$]*|\d+)$/u;
/** A longer placeholder is code: trying to read it as Handlebars could cost the square of its length. */
const MAX_HANDLEBARS_UNITS = 5000;
/** A JavaScript array literal; Handlebars would read it as a field with that odd name. */
const LIST = /^\s*\[\s*(?:\]|["'`{[]|\.\.\.|-?[\d.]+\s*,)/;
const LEADING_WORD = /^\s*(?:\$json\.)?(\w+)/;

/**
 * The source of a Handlebars placeholder, with its indexes rewritten; undefined if it is an n8n expression.
 * @param source the text between the braces
 */
export function asHandlebars(source: string): string | undefined {
	if (SIMPLE_PATH.test(source)) {
		const head = source.trim().startsWith('$json.') ? '' : LEADING_WORD.exec(source)?.[1];
		return head !== undefined && JAVASCRIPT.has(head) ? undefined : source;
	}
	if (source.length > MAX_HANDLEBARS_UNITS || LIST.test(source)) return undefined;
	if (computedIndexOf(source) !== undefined) return undefined;
	const rewritten = rewriteIndexes(source);
	const mustache = statementOf(`{{${rewritten}}}`);
	if (mustache?.type !== 'MustacheStatement') return undefined;
	if (!readsAsHandlebars(mustache)) return undefined;
	return isRatherCode(mustache) && parseCode(source) ? undefined : rewritten;
}

/** The first index that is code, such as `i` in `users[i].title`: Handlebars has no such thing. */
export function computedIndexOf(source: string): string | undefined {
	return computedIndexes(source).find((index) => parseCode(index) !== undefined);
}

/** JavaScript's operators between two values, which Handlebars reads as names: `n - 1`, `a ? b : c`, `n ?? 'd'`. */
const OPERATOR = /^(?:-|\?{1,2}|:|\*{1,2}|%|\+)$/;

/** Whether it has a name with a question mark, an unknown helper, or an operator among its arguments. */
function isRatherCode(mustache: Mustache): boolean {
	if (pathsOf(mustache).some(({ original }) => original.includes('?'))) return true;
	if (!isCall(mustache)) return false;
	const isOperator = (value: Expression) =>
		value.type === 'PathExpression' && OPERATOR.test(value.original);
	return !HELPER_NAMES.has(String(mustache.path.original)) || mustache.params.some(isOperator);
}

/** `source` as Handlebars source if it is a single path; undefined if it is anything else. */
export function asPath(source: string): string | undefined {
	const rewritten = rewriteIndexes(source);
	const mustache = statementOf(`{{${rewritten}}}`);
	if (mustache?.type !== 'MustacheStatement' || !mustache.escaped) return undefined;
	const isPath = mustache.path.type === 'PathExpression' && !isCall(mustache);
	return isPath && isOwnPath(mustache.path as Path) ? rewritten : undefined;
}

/** A path in a block's opening that only n8n could read; undefined if there is none. */
export function foreignPath(call: Call): string | undefined {
	return pathsOf(call).find((path) => !isOwnPath(path))?.original;
}

/** The only statement of a Handlebars source; undefined if there are none or several, or the syntax is wrong. */
export function statementOf(source: string): Statement | undefined {
	try {
		const { body } = parse(source);
		return body.length === 1 ? body[0] : undefined;
	} catch {
		return undefined;
	}
}

function readsAsHandlebars(mustache: Mustache): boolean {
	const { path } = mustache;
	if (path.type !== 'PathExpression') return false;
	if (isCall(mustache) && path.parts[0] === '$json') return false;
	return pathsOf(mustache).every((each) => isOwnPath(each) && !isJavaScript(each));
}

function pathsOf(call: Call): Path[] {
	const values: Expression[] = [...call.params, ...(call.hash?.pairs.map((pair) => pair.value) ?? [])];
	const own = call.path.type === 'PathExpression' ? [call.path] : [];
	return [...own, ...values.flatMap(pathsIn)];
}

function pathsIn(expression: Expression): Path[] {
	if (expression.type === 'SubExpression') return pathsOf(expression);
	return expression.type === 'PathExpression' ? [expression] : [];
}

/** Whether it has no `$` in front, except for `$json` with segments that mean the same in both languages. */
function isOwnPath(path: Path): boolean {
	if (!path.original.startsWith('$')) return true;
	const [head, ...segments] = path.parts;
	return (
		head === '$json' && !path.original.includes('/') && segments.every((name) => PLAIN_SEGMENT.test(name))
	);
}

function isJavaScript(path: Path): boolean {
	return !path.data && path.depth === 0 && JAVASCRIPT.has(path.original.split(/[./]/, 1)[0] ?? '');
}
