import { isCall, type Call, type Expression, type Literal, type Path, type SubExpression } from './ast';
import { CURLY_QUOTE, shorten } from '../formats';
import { asMethod } from './as-method';
import { BUILT_IN_NAMES, HELPER_NAMES, helperOf, type Helper } from './helpers';
import { type Frame, type Loop, fieldOf, type Params, type Rendering } from './rendering';
import { closePath } from './close-path';
import { objectInPlaceOfList } from './loop-remarks';
import { readableOnly } from './readable';
import { ownValue } from './scope';
import { ValueFault, type Spot } from './spot';
import { isTruthy, isZero, textOf } from './values';

/** Evaluates to a value. */
export type Read = (rendering: Rendering, frame: Frame) => unknown;

/** What the compiler knows at the place of an expression. */
export interface Surroundings {
	spot: Spot;
	/** Whether a path without a value fails the item. */
	failOnMissing: boolean;
	/** The names of the block parameters in sight, innermost block first. */
	params: ReadonlyArray<readonly string[]>;
	/** The template asks whether there is a value, so a missing one is no fault. */
	mayMiss?: boolean;
	/** What code a path of Handlebars can be meant as. */
	misreadOf?: ((path: Path) => Misread | undefined) | undefined;
}

/** A name that is also JavaScript. */
export interface Misread {
	/** The fields that the code names. */
	fields: readonly Path[];
	/** Whether what the path found is nothing of its own. */
	isNothing(found: unknown): boolean;
	/** Whether the values of these fields are what the code can work with. */
	accepts(values: readonly unknown[]): boolean;
	/** What is wrong, and how to write the code. */
	message: string;
	fix: string;
}

/** @throws WebhookFailure `template` for an unknown helper, or the wrong number of values */
export function compileExpression(expression: Expression, around: Surroundings): Read {
	if (expression.type === 'PathExpression') return compilePath(expression, around);
	if (expression.type === 'SubExpression') return compileCall(expression, around);
	const value = literalOf(expression);
	return () => value;
}

/** The inside of a placeholder: a helper if values follow, else a path, even if it has a helper's name. */
export function compileValue(call: Call, around: Surroundings): Read {
	return isCall(call) ? compileCall(call, around) : compilePath(asPathNode(call.path), around);
}

/** A block's name may be a literal: `{{#"first name"}}` looks up that field. */
export function asPathNode(path: Path | Literal): Path {
	if (path.type === 'PathExpression') return path;
	const name = String(path.original ?? literalOf(path));
	return { type: 'PathExpression', data: false, depth: 0, parts: [name], original: name, loc: path.loc };
}

/** Looks up a path; a missing value is noted, or fails the item. */
export function compilePath(path: Path, around: Surroundings): Read {
	if (CURLY_QUOTE.test(path.original.charAt(0))) throw curlyQuote(path.original, around.spot);
	const own = readableOnly(lookUp(path, around.params), path.original);
	const read = refusingMisread(path, around, behindService(path, around.params, own));
	if (around.mayMiss) return read;
	const { spot, failOnMissing } = around;
	return (rendering, frame) => {
		const value = read(rendering, frame);
		if (value === undefined) {
			const remark = objectInPlaceOfList(path, frame);
			if (remark !== undefined) {
				rendering.scope.remarks.add(remark);
				rendering.scope.explained.add(path.original);
			}
			noteMissing(rendering, path.original, spot, failOnMissing, MISSING_HINT, remark);
		} else if (frame.loop) noteFound(rendering, frame.loop, path.original);
		return value;
	};
}

/** Refuses a name of no field that is a calculation with fields, such as `price-1`. */
function refusingMisread(path: Path, { params, spot, misreadOf }: Surroundings, read: Read): Read {
	const misread = misreadOf?.(path);
	if (!misread) return read;
	const fields = misread.fields.map((field) => lookUp(field, params));
	return (rendering, frame) => {
		const value = read(rendering, frame);
		if (misread.isNothing(value) && misread.accepts(fields.map((field) => field(rendering, frame))))
			throw spot.failure(misread.message, misread.fix);
		return value;
	};
}

/** An optional field of a list's entries is no mistake: it had a value in this round, and may have none in another. */
export function noteFound({ scope }: Rendering, { first }: Loop, name: string): void {
	if (first || scope.unresolved.has(name)) scope.explained.add(name);
}

/**
 * @param remark what is known of this case; it goes before all advice
 * @throws WebhookFailure `template` if a missing value fails the item
 */
export function noteMissing(
	rendering: Rendering,
	name: string,
	spot: Spot,
	fails: boolean,
	wayOut: string = MISSING_HINT,
	remark?: string,
): void {
	rendering.scope.unresolved.add(name);
	if (!fails) return;
	const meant = closePath(name, rendering.scope.root, rendering.scope.record);
	const advice = remark ?? (meant === undefined ? wayOut : `Did you mean {{${meant}}}?`);
	throw spot.failure(`${shorten(name)} has no value in this item`, advice);
}

function curlyQuote(original: string, spot: Spot) {
	const message = `${original.charAt(0)} is a curly quote, as word processors write it`;
	return spot.failure(message, 'Type a straight quote (") in its place.');
}

const MISSING_HINT =
	'Check the name, give a value with {{default name "…"}}, or set Missing Values to Leave Empty.';

function lookUp(path: Path, params: Surroundings['params']): Read {
	const [head = '', ...rest] = path.parts;
	if (path.data && head === 'root') return field((rendering) => rendering.scope.root, rest);
	if (path.data) return dig(dataOf(head, path.depth), rest);
	const isScoped = path.depth > 0 || /^(?:\.|this\b)/.test(path.original);
	if (!isScoped && head === '$json') return dig((rendering) => rendering.scope.root, rest);
	const depth = params.findIndex((names) => names.includes(head));
	if (!isScoped && depth !== -1) return dig(paramOf(depth, params[depth]?.indexOf(head) ?? 0), rest);
	if (path.depth > 0) return field(contextAt(path.depth), path.parts);
	if (path.parts.length === 0) return (_run, frame) => frame.context;
	return dig((rendering, frame) => fieldOf(rendering.scope, frame.context, head), rest);
}

/** The name under which templates see the values of a service credential. */
const SERVICE = 'service';

/**
 * `service.name` is the credential's value, which no item can replace; a value by its own path is only read if neither the
 * item nor its record has that path.
 */
function behindService(path: Path, params: Surroundings['params'], read: Read): Read {
	const [head = '', ...rest] = path.parts;
	const isScoped = path.depth > 0 || /^(?:\.|this\b)/.test(path.original);
	if (path.data || isScoped || head === '$json' || params.some((names) => names.includes(head)))
		return read;
	const valueAt = (values: object, names: readonly string[]) =>
		names.reduce<unknown>((value, name) => ownValue(value, name), values);
	if (head === SERVICE)
		return (rendering, frame) => {
			const { service } = rendering.scope;
			return (service && valueAt(service, rest)) ?? read(rendering, frame);
		};
	return (rendering, frame) => {
		const value = read(rendering, frame);
		const { service } = rendering.scope;
		return value === undefined && service ? valueAt(service, path.parts) : value;
	};
}

function field(context: Read, parts: readonly string[]): Read {
	const [head, ...rest] = parts;
	if (head === undefined) return context;
	return dig((rendering, frame) => fieldOf(rendering.scope, context(rendering, frame), head), rest);
}

function dig(read: Read, names: readonly string[]): Read {
	const [first, second] = names;
	if (first === undefined) return read;
	if (second === undefined) return (rendering, frame) => ownValue(read(rendering, frame), first);
	return (rendering, frame) => {
		let value = read(rendering, frame);
		for (const name of names) value = ownValue(value, name);
		return value;
	};
}

function contextAt(depth: number): Read {
	return (_run, frame) => {
		let found: Frame | undefined = frame;
		for (let steps = depth; steps > 0; steps -= 1) found = found?.up;
		return found?.context;
	};
}

const LOOP_NAMES: ReadonlySet<string> = new Set(['index', 'key', 'first', 'last']);
const RUN_NAMES: ReadonlySet<string> = new Set(['workflow', 'execution', 'now', 'index']);

/** `@name`: a variable of the enclosing loop, or of the run. */
function dataOf(name: string, depth: number): Read {
	return (rendering, frame) => {
		let loop: Loop | undefined = frame.loop;
		for (let steps = depth; steps > 0; steps -= 1) loop = loop?.outer;
		if (loop && LOOP_NAMES.has(name)) return loop[name as keyof Loop];
		return RUN_NAMES.has(name) ? rendering.scope.data[name] : undefined;
	};
}

function paramOf(depth: number, position: number): Read {
	return (_run, frame) => {
		let params: Params | undefined = frame.params;
		for (let steps = depth; steps > 0; steps -= 1) params = params?.outer;
		return params?.values[position];
	};
}

function literalOf(literal: Literal): unknown {
	if (literal.type === 'NullLiteral') return null;
	return literal.type === 'UndefinedLiteral' ? undefined : literal.value;
}

function compileCall(call: Call | SubExpression, around: Surroundings): Read {
	const name = String(call.path.original ?? '');
	if (name === 'lookup') return compileLookup(call, around);
	const helper = helperOf(name);
	if (!helper) throw unknownHelper(name, around.spot, call.params[0]);
	const values = valuesOf(call, helper, around);
	const { spot, failOnMissing, mayMiss } = around;
	return (rendering, frame) => {
		const value = helper.call(...values.map((each) => each(rendering, frame)));
		if (value === undefined && helper.mayMiss && !mayMiss)
			noteMissing(rendering, sourceOf(call), spot, failOnMissing);
		return value;
	};
}

/** `lookup`: a member by its name. Like handlebars.js, it returns false, 0 and an empty text themselves. */
function compileLookup(call: Call, around: Surroundings): Read {
	const [holder, name] = valuesOf(call, { usage: '{{lookup list name}}', takes: [2, 2] }, around);
	const { spot, failOnMissing, mayMiss } = around;
	return (rendering, frame) => {
		const found = holder?.(rendering, frame);
		if (found === false || found === 0 || found === '') return found;
		const value = fieldOf(rendering.scope, found, textOf(name?.(rendering, frame)));
		if (value === undefined && !mayMiss) noteMissing(rendering, sourceOf(call), spot, failOnMissing);
		return value;
	};
}

/** A helper with its values, roughly as typed. */
function sourceOf(call: Call | SubExpression): string {
	const values = call.params.map((param) => ('original' in param ? String(param.original) : '(…)'));
	return [call.path.original, ...values].join(' ');
}

function valuesOf(call: Call, helper: Omit<Helper, 'call'>, around: Surroundings): Read[] {
	const inside = helper.mayMiss ? { ...around, mayMiss: true } : around;
	const values = call.params.map((param) => compileExpression(param, inside));
	for (const { key, value } of call.hash?.pairs ?? []) {
		const position = helper.named && Object.hasOwn(helper.named, key) ? helper.named[key] : undefined;
		if (position === undefined) throw around.spot.failure(`${helper.usage} takes nothing named ${key}`);
		while (values.length < position) values.push(() => undefined);
		values[position] = compileExpression(value, inside);
	}
	const [least, most] = helper.takes;
	if (values.length < least || values.length > most) {
		throw around.spot.failure(`a helper gets the wrong number of values: it is used as ${helper.usage}`);
	}
	return values;
}

function unknownHelper(name: string, spot: Spot, value?: Expression) {
	if (BUILT_IN_NAMES.has(name))
		return spot.failure(`${name} opens a block: it is used as {{#${name} …}}…{{/${name}}}`);
	const method = asMethod(name, value && 'original' in value ? String(value.original) : undefined);
	const known = [...HELPER_NAMES].sort().join(', ');
	const fix =
		method === undefined
			? `For a calculation, write {{ $json.price * 2 }}. Helpers: ${known}.`
			: `Write ${method}.`;
	return spot.failure(`there is no helper named ${name}`, fix);
}

/** The condition of `{{#if}}`: the number 0 is false, unless `includeZero` is set. */
export function isMet(value: unknown, includeZero: boolean): boolean {
	return (includeZero && isZero(value)) || isTruthy(value);
}

/** Turns whatever a read throws into the failure of its placeholder. */
export function guarded(read: Read, spot: Spot): Read {
	return (rendering, frame) => {
		try {
			return read(rendering, frame);
		} catch (error) {
			throw spot.failureOf(error instanceof Error ? error : new ValueFault(String(error)));
		}
	};
}
