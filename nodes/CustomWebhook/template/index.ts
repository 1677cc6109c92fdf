/**
 * Text with placeholders → the same text with values. Call `compileTemplate` once a run and field, `createScope` once
 * an item, then `render`. Checking that the result is well-formed is left to the caller.
 */
import { WebhookFailure } from '../failure';
import { fieldLabel } from '../formats';
import { compileProgram, type Compiled } from './compile';
import { cut, type Piece } from './cut';
import { cutDollar } from './dollar';
import { noteDoubt } from './doubt';
import { jsonAlone, type Alone } from './json-alone';
import { isTypedAsJson, jsonIn, placesOf, type Places } from './places';
import { Rendering } from './rendering';
import { parseTemplate } from './skeleton';
import type { ItemScope, Target, Template, TemplateOptions } from './types';
import { Encoded, simplify } from './values';

export { EMPTY_SEGMENT, isHeaderText } from './places';
export { closePath } from './close-path';
export { escapedByHand, jsonSentAsText, referencesByHand } from './by-hand';
export { DOLLAR_AS_TEXT } from './dollar';
export { createScope } from './scope';
export { jsonOf, textOf } from './values';
export type { ItemScope, QueryArrays, RunScope, Target, Template, TemplateOptions } from './types';

/**
 * Compiles the raw value of a template field; one leading `=`, n8n's mark of an expression, is dropped. Never throws:
 * if the syntax is wrong, each render throws the same WebhookFailure `template`, so that the items fail, not the run.
 * @param field the parameter's name in messages, such as `jsonBody` or `headers.X-Id`
 */
export function compileTemplate(
	text: string,
	field: string,
	target: Target,
	options: TemplateOptions,
): Template {
	const source = text.startsWith('=') ? text.slice(1) : text;
	try {
		return compile(source, field, target, options);
	} catch (error) {
		return failing(failureOf(error, field), field);
	}
}

/** Values of a query, a form and a header: services take JSON in them. */
const MAY_BE_JSON: ReadonlySet<Target> = new Set(['query', 'header', 'headerBytes', 'part']);

function compile(source: string, field: string, target: Target, options: TemplateOptions): Template {
	const isDollar = options.syntax === 'dollar';
	const pieces = isDollar ? cutDollar(source) : cut(source, field, target === 'json');
	const isJson = MAY_BE_JSON.has(target) && isTypedAsJson(pieces);
	const places = isJson ? jsonIn(placesOf(target, options)) : placesOf(target, options);
	if (pieces.every((piece) => piece.kind === 'text')) return constant(textOfPieces(pieces), field, places);
	const parsed = parseTemplate(source, field, pieces);
	const { missingValues, readableData } = options;
	const compiled = compileProgram(parsed, places, missingValues === 'fail', readableData === 'record');
	if (target === 'json' && compiled.alone) return rendered(jsonAlone(compiled.alone), field, places);
	return rendered(compiled, field, places);
}

/**
 * The part of a field that is sent as typed, with `_` for each placeholder and without comments. Empty if the syntax is
 * wrong: then every item fails.
 */
export function textOutside(text: string, syntax: TemplateOptions['syntax']): string {
	try {
		const pieces = syntax === 'dollar' ? cutDollar(text) : cut(text, '', false);
		return pieces
			.map((piece) => (piece.kind === 'text' ? piece.text : isComment(piece) ? '' : '_'))
			.join('');
	} catch {
		return '';
	}
}

/**
 * The positions of a text's placeholders, in order, including comments and both ends of blocks.
 * @throws WebhookFailure `template` for one that is not closed
 */
export function placeholdersIn(
	text: string,
	field: string,
	syntax: TemplateOptions['syntax'],
): Array<{ start: number; end: number }> {
	const pieces = syntax === 'dollar' ? cutDollar(text) : cut(text, field, false);
	return pieces.flatMap((piece) => (piece.kind === 'text' ? [] : [{ start: piece.start, end: piece.end }]));
}

const isComment = (piece: Piece) => piece.kind === 'handlebars' && piece.tag === 'comment';

function textOfPieces(pieces: readonly Piece[]): string {
	return pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
}

function constant(text: string, field: string, places: Places): Template {
	const check = (scope: ItemScope): string => {
		const rendering = new Rendering(scope, places.start);
		rendering.out = text;
		places.finish?.(rendering, field);
		return text;
	};
	const render = places.finish ? check : () => text;
	return { field, isConstant: true, render, renderValue: render };
}

function rendered(compiled: Compiled, field: string, places: Places): Template {
	const render = (scope: ItemScope): string =>
		orFail(field, () => {
			const rendering = new Rendering(scope, places.start);
			compiled.write(rendering, { context: scope.root });
			places.finish?.(rendering, field);
			return rendering.out;
		});
	const { only } = compiled;
	const valueOf = ({ read, spot }: Alone, scope: ItemScope): unknown => {
		const rendering = new Rendering(scope, places.start);
		const value = read(rendering, { context: scope.root });
		noteDoubt(places, rendering, value, spot);
		return value instanceof Encoded ? places.encode(rendering, value) : simplify(value);
	};
	const renderValue = (scope: ItemScope): unknown =>
		only ? orFail(field, () => valueOf(only, scope)) : render(scope);
	return { field, isConstant: false, render, renderValue };
}

function orFail<T>(field: string, work: () => T): T {
	try {
		return work();
	} catch (error) {
		throw failureOf(error, field);
	}
}

function failing(failure: WebhookFailure, field: string): Template {
	const render = (): never => {
		throw failure;
	};
	return { field, isConstant: false, failure, render, renderValue: render };
}

/** Any other error is a limit of the engine, or a bug: either way the item fails with the reason. */
function failureOf(error: unknown, field: string): WebhookFailure {
	if (error instanceof WebhookFailure) return error;
	const message =
		error instanceof RangeError
			? `${fieldLabel(field)}: the template or its data is nested too deeply, or too large`
			: `${fieldLabel(field)}: the template cannot be read: ${error instanceof Error ? error.message : String(error)}`;
	return new WebhookFailure('template', message, { field, cause: error });
}
