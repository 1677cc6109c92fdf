import { randomUUID } from 'node:crypto';

import { DEFAULTS } from '../defaults';
import { asFailure } from '../failure';
import { checkJson, JsonTokens } from '../formats/json';
import { compilePath, type TypedPath } from '../formats';
import { compileTemplate, textOutside, type TemplateOptions } from '../template';
import { pathOf } from './checks';
import { mistake } from './mistake';
import { choice, given, numberOf, type OptionReader } from './option-reader';
import { asText } from './reader';
import type { BatchSettings, Settings } from './types';

/** Stands for the list in an envelope: a JSON string that is in no data. */
const MARKER = JSON.stringify(`items-${randomUUID()}`);

const IN_BRACKETS = new RegExp(`\\[\\s*${MARKER}\\s*\\]`);

const ENVELOPE = 'options.batchEnvelope';

/** The list as templates write it, and other uses of its name. */
const LIST = /\{\{\{\s*items\s*\}\}\}|\{\{\s*items\s*\}\}|\$\{\s*items\s*\}/g;
const OTHER_USE = /(?:\{\{|\$\{)[^{}]*(?<![\w.$@])items\b/;

/** A path that is the whole body: `$` is JSONPath's name for it. */
const WHOLE_BODY = new Set(['*', '$', '$.*', '$[*]']);

/**
 * The settings of Batches; undefined if they are off.
 * @throws WebhookFailure that names the field and what it takes
 */
export function readBatch(
	read: OptionReader,
	body: Settings['body'],
	templates: TemplateOptions,
): BatchSettings | undefined {
	const size = numberOf(read, 'batchSize', DEFAULTS.batchSize);
	const maxBytes = numberOf(read, 'batchMaxBytes', DEFAULTS.batchMaxBytes);
	const format = choice(read, 'batchFormat');
	if (size === 1) return undefined;
	if (body.type !== 'json' && body.type !== 'jsonOf')
		throw mistake(
			'options.batchSize',
			`"options.batchSize" is ${size}, but only JSON bodies can be sent in batches; set Content Type to JSON and Method to one with a body (in a cURL command, use --json), or set it to 1`,
		);
	return {
		size,
		maxBytes,
		format,
		envelope: readEnvelope(read, format, templates),
		...readResults(read),
	};
}

/** Whether there is an envelope or a path of results, which only batches have. */
export function isBatchSetUp(read: OptionReader): boolean {
	const envelope = read.template('batchEnvelope').replace(/^=/, '').replace(LIST, '').trim();
	return envelope !== '' || asText(read.plain('batchAnswers', '')).trim() !== '';
}

function readEnvelope(
	read: OptionReader,
	format: BatchSettings['format'],
	templates: TemplateOptions,
): BatchSettings['envelope'] {
	const text = read.template('batchEnvelope').replace(/^=/, '').trim();
	const rest = text.replace(LIST, '');
	if (rest === '') return undefined;
	if (format === 'jsonLines')
		throw mistake(
			ENVELOPE,
			`"${ENVELOPE}" cannot be used with JSON Lines; clear it, or set Format to JSON List`,
		);
	const lists = text.match(LIST)?.length ?? 0;
	if (lists !== 1)
		throw mistake(
			ENVELOPE,
			`"${ENVELOPE}" has ${lists === 0 ? 'no {{items}}' : `{{items}} ${lists} times`}; it takes JSON with {{items}} once, such as {"contacts": {{items}}}`,
		);
	if (OTHER_USE.test(rest))
		throw mistake(
			ENVELOPE,
			`"${ENVELOPE}" uses items in another placeholder; {{items}} is the list of the batch, and can only be put in as a whole`,
		);
	const marked = text.replace(LIST, () => MARKER);
	if (IN_BRACKETS.test(marked))
		throw mistake(
			ENVELOPE,
			`"${ENVELOPE}" puts {{items}} into a list of its own; {{items}} is the list already: remove the [ ] around it`,
		);
	checkEnvelope(marked, templates);
	return { text: marked, marker: MARKER };
}

/** Checks what no item's data can change: the syntax, the place of the list, and JSON without placeholders. */
function checkEnvelope(marked: string, templates: TemplateOptions): void {
	const { failure, isConstant } = compileTemplate(marked, ENVELOPE, 'json', templates);
	if (failure) throw failure;
	if (!hasToken(textOutside(marked, templates.syntax), MARKER))
		throw mistake(
			ENVELOPE,
			`"${ENVELOPE}" has {{items}} inside a string; remove the quotes around it: {"contacts": {{items}}}`,
		);
	if (!isConstant) return;
	try {
		checkJson(marked.replace(MARKER, '[]'), ENVELOPE);
	} catch (error) {
		const { message, description } = asFailure(error);
		throw mistake(ENVELOPE, [message, description].filter(Boolean).join('\n'));
	}
}

function hasToken(text: string, token: string): boolean {
	const tokens = new JsonTokens(text);
	for (let kind = tokens.next(); kind; kind = tokens.next())
		if (kind === 'string' && text.slice(tokens.start, tokens.end) === token) return true;
	return false;
}

function readResults(read: OptionReader): Pick<BatchSettings, 'results' | 'match'> {
	const path = given(read, 'batchAnswers').trim();
	const match = readMatch(read);
	if (path !== '') {
		pathOf('options.batchAnswers', path);
		return { results: listAt(path), match };
	}
	if (match.by === 'position') return { results: undefined, match };
	throw mistake(
		'options.batchAnswers',
		'"options.batchAnswers" is empty, so there are no results to match by a field; it takes the path of the list of results, such as results',
	);
}

/** Without a `*` at the end, which only says that the value is a list. */
function listAt(text: string): TypedPath {
	if (WHOLE_BODY.has(text)) return { text, path: [] };
	const path = compilePath(text);
	return { text, path: path.at(-1)?.kind === 'every' ? path.slice(0, -1) : path };
}

function readMatch(read: OptionReader): BatchSettings['match'] {
	if (choice(read, 'batchMatch') === 'position') return { by: 'position' };
	const pathAt = (name: string, example: string): TypedPath => {
		const field = `options.${name}`;
		const text = given(read, name).trim();
		if (text === '')
			throw mistake(field, `"${field}" is empty; it takes the path of the ID, such as ${example}`);
		return { text, path: pathOf(field, text) };
	};
	return {
		by: 'field',
		item: pathAt('batchItemPath', 'contact.email'),
		result: pathAt('batchAnswerPath', 'email'),
	};
}
