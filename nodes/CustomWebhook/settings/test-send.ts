import { asFailure } from '../failure';
import { checkUrl } from '../formats';
import { checkJson, isObject, parseJson, type JsonObject, type JsonValue } from '../formats/json';
import { pathOf, requirePath } from './checks';
import { mistake } from './mistake';
import { choice, text, type OptionReader } from './option-reader';
import { asText } from './reader';
import type { TestSettings } from './types';

/**
 * The option Test. Read only if a person runs the node in the editor: a production run must not fail by it.
 * @throws WebhookFailure for an address or a record that cannot be read, and a choice without a path
 */
export function readTest(read: OptionReader): TestSettings {
	const send = choice(read, 'testSend');
	const path = text(read, 'testPath', '');
	if (send === 'choose')
		requirePath(
			'options.testPath',
			path,
			'the path of the value to choose items by, such as contact.email',
		);
	pathOf('options.testPath', path);
	const address = readAddress(text(read, 'testAddress', ''));
	const record = readRecord(read.plain('testRecord', ''));
	return {
		send,
		path,
		value: asText(read.plain('testValue', '')),
		...(address ? { address } : {}),
		...(record ? { record } : {}),
	};
}

function readAddress(typed: string): string | undefined {
	if (typed === '') return undefined;
	const field = 'options.testAddress';
	let reason: string;
	try {
		const url = checkUrl(typed, field);
		if (url.search === '' && url.hash === '') return url.href;
		reason = 'remove what begins with ? or #';
	} catch (error) {
		reason = asFailure(error).message;
	}
	throw mistake(
		field,
		`"${field}" takes the address of a request catcher, such as https://catcher.example.com/abc: ${reason}`,
	);
}

function readRecord(typed: unknown): JsonObject | undefined {
	if (typed === undefined || typed === null || typed === '') return undefined;
	const record = typeof typed === 'string' ? parsed(typed) : (typed as JsonValue);
	if (record === undefined || isObject(record)) return record;
	throw noRecord('it is JSON, but no object');
}

function parsed(typed: string): JsonValue | undefined {
	if (typed.trim() === '') return undefined;
	try {
		checkJson(typed, 'options.testRecord');
		return parseJson(typed);
	} catch (error) {
		throw noRecord(error instanceof Error ? error.message : String(error));
	}
}

const noRecord = (reason: string) =>
	mistake(
		'options.testRecord',
		`"options.testRecord" takes the JSON of one item, such as {"contact": {"id": 5}}: ${reason}`,
	);
