import { curlyQuoteHint, shorten } from '../../formats';
import type { Path } from '../ast';
import type { Frame, Rendering } from '../rendering';
import { compilePath, guarded, type Read, type Surroundings } from '../reads';
import { messageOf, type Spot } from '../spot';
import type { ItemScope } from '../types';
import { jsonOf } from '../values';
import { Data } from './data';
import { escapingOf, type Escaping } from './escapes';
import { habitOf, type Habit } from './habits';
import { hoist, type Hoisted } from './hoist';
import { itemPathsIn, usesIn } from './names';
import { parseCode, type Code } from './parse';
import { percentEscapingOf, type PercentEscaping } from './percent-escapes';
import { pipedHelper, pipedNames, refuseFilter, refuseForeignHelpers } from './pipe';
import type { Result } from '../rows';
import { refuseUnknownName, unknownName } from './unknown';
import { joinsTexts, wordLeftIn } from './word-left';
import { xmlEscapingOf } from './xml-escapes';
import { codeForOne, keyOf, numberOf, OWN_NAMES, type NumberedUse } from './write';

/** An n8n expression at its place in a field, with the fields that it names. */
export class Place {
	readonly code: Code | undefined;
	readonly uses: readonly NumberedUse[] = [];
	/** The names as typed, by their numbers. */
	readonly names: readonly string[] = [];
	readonly habit: Habit | undefined;
	readonly percent: PercentEscaping | undefined;
	readonly escaping: Escaping | undefined;
	/** Whether it has written references of XML. */
	readonly isXml: boolean = false;
	private readonly joinsTexts: boolean = false;
	private itemReads: ReadonlyArray<[name: string, read: Read]> | undefined;
	/** A name with a dollar sign that n8n does not provide. */
	private readonly unknown: string | undefined;
	private readonly reads: readonly Read[] = [];
	/** The numbers of the names after a pipe. */
	private readonly piped: readonly number[] = [];
	private one: string | undefined;
	private found: { hoisted: Hoisted | undefined } | undefined;

	/**
	 * @param start where the placeholder begins in the field
	 * @param source the text between the braces
	 * @throws WebhookFailure `template` for a helper in the syntax of another language
	 */
	constructor(
		readonly start: number,
		readonly source: string,
		readonly around: Surroundings,
	) {
		const code = source.includes(OWN_NAMES) ? undefined : parseCode(source);
		if (!code) return;
		refuseForeignHelpers(code, around.spot);
		try {
			this.unknown = unknownName(code, around.spot);
			this.joinsTexts = joinsTexts(code.tree);
			const uses = usesIn(code);
			const paths = new Map(uses.map(({ path }) => [path.original, path]));
			this.names = [...paths.keys()];
			this.uses = uses.map((use) => ({ ...use, number: this.names.indexOf(use.path.original) }));
			this.reads = [...paths.values()].map((path) => this.readOf(path));
			const piped = pipedNames(code);
			this.piped = [...this.names.keys()].filter((number) => piped.has(this.names[number] ?? ''));
			this.habit = habitOf(code.tree);
			this.percent = percentEscapingOf(code.tree);
			this.escaping = escapingOf(code.tree);
			this.isXml = xmlEscapingOf(code.tree) === 'xml';
			this.code = code;
		} catch (error) {
			// code that is nested too deeply goes to n8n unchanged
			if (!(error instanceof RangeError)) throw error;
		}
	}

	/** Undefined if it has to be evaluated for each item by itself. */
	get hoisted(): Hoisted | undefined {
		this.found ??= { hoisted: this.code && hoist(this.code) };
		return this.found.hoisted;
	}

	get spot(): Spot {
		return this.around.spot;
	}

	/** The values of the fields that the expression names, at this point of the template. */
	valuesAt(rendering: Rendering, frame: Frame): unknown[] {
		return this.reads.map((read) => read(rendering, frame));
	}

	private readOf(path: Path): Read {
		const { around } = this;
		return guarded(compilePath(path, { ...around, mayMiss: true, misreadOf: undefined }), around.spot);
	}

	/** The fields behind `$json` that have no value and are the word `undefined` in this text. */
	missingInText(text: string, rendering: Rendering, frame: Frame): string[] {
		if (!this.joinsTexts || wordLeftIn(text, this.source) !== 'undefined' || !this.code) return [];
		this.itemReads ??= itemPathsIn(this.code.tree).map((path) => [path.original, this.readOf(path)]);
		return this.itemReads.flatMap(([name, read]) => (read(rendering, frame) === undefined ? [name] : []));
	}

	/** @throws WebhookFailure `template` if a name after a pipe is no field */
	refuseFilters(values: readonly unknown[]): void {
		for (const number of this.piped)
			if (values[number] === undefined) refuseFilter(this.names[number] ?? '', this.spot);
	}

	/** @throws WebhookFailure `template` if there is no value because of a name that n8n does not provide */
	refuseUnknown(value: unknown): void {
		if (value === undefined && this.unknown !== undefined) refuseUnknownName(this.unknown, this.spot);
	}

	/**
	 * What is wrong with a text that the expression made of values which are no texts.
	 * @throws WebhookFailure `template` for an object in it
	 */
	remarkOn(text: string): string | undefined {
		const word = this.joinsTexts ? wordLeftIn(text, this.source) : undefined;
		if (word === undefined) return undefined;
		const source = shorten(this.spot.source);
		if (word.startsWith('['))
			throw this.spot.failure(
				`the result of ${source} has "${word}" in it`,
				'Name a field of the object, or write JSON.stringify(…) around it.',
			);
		return `${source} gave a text with the word ${word}: a value in it is missing. Give one with {{ name || "…" }}.`;
	}

	/**
	 * n8n's result of the expression for this item alone.
	 * @throws WebhookFailure `template` with n8n's reason
	 */
	evaluate(scope: ItemScope, values: readonly unknown[]): Result {
		if (this.source.trim() === '')
			throw this.spot.failure('the placeholder is empty', 'Name a field, as in {{contact.email}}.');
		try {
			return this.names.length === 0
				? { value: scope.evaluate(this.source), missed: [] }
				: this.evaluateWith(scope, values);
		} catch (error) {
			const message = `n8n cannot evaluate ${shorten(this.spot.source)}: ${messageOf(error)}`;
			throw this.spot.failure(message, likelyCause(this.source), 'template', error);
		}
	}

	/** There is no result if n8n swallows an error. Then any field without a value may be the cause. */
	private evaluateWith(scope: ItemScope, values: readonly unknown[]): Result {
		this.one ??= this.code ? codeForOne([{ code: this.code, uses: this.uses }]) : '';
		const [found] = resultsForOne(scope.evaluate(this.one, dataForOne([values]))) ?? [];
		if (!found) return { value: undefined, missed: this.needed(values) };
		if (typeof found.value === 'function') throw new Error('this is a function, please add ()');
		return found;
	}

	private needed(values: readonly unknown[]): number[] {
		const missed = this.uses.filter(({ asks, number }) => !asks && values[number] === undefined);
		return [...new Set(missed.map(({ number }) => number))];
	}
}

/** The results of {@link codeForOne}; undefined if there are none. */
export function resultsForOne(found: unknown): Result[] | undefined {
	if (!Array.isArray(found)) return undefined;
	return (found as Array<[unknown, string[]]>).map(([value, missed]) => ({
		value,
		missed: missed.map(numberOf),
	}));
}

/** The data of {@link codeForOne}: for each expression the values of the fields that it names. */
export function dataForOne(values: ReadonlyArray<readonly unknown[]>): string {
	const data = new Data();
	const passed = values.map((each, part) => {
		const named: Record<string, unknown> = {};
		each.forEach((value, number) => {
			if (value === undefined) return;
			const isPlain = data.admits(value, ['v', part, keyOf(number)], { left: Infinity });
			named[keyOf(number)] = isPlain ? value : (JSON.parse(jsonOf(value)) as unknown);
		});
		return named;
	});
	return data.text({ v: passed });
}

function likelyCause(code: string): string {
	const curly = curlyQuoteHint(code);
	if (curly) return curly;
	if (code.includes('{{')) return 'There is another {{ in it: is the first placeholder closed?';
	if (code.split('{').length !== code.split('}').length) {
		return 'n8n ends a placeholder at the first }}: write } } with a space between them.';
	}
	const helper = pipedHelper(code);
	if (helper !== undefined) return `A helper comes before its values: {{${helper} name}}.`;
	return 'A field is named as in {{contact.email}} or {{ $json.contact.email }}.';
}
