import {
	isResult,
	locationOfResult,
	movedLocation,
	stateOf,
} from '../../nodes/CustomWebhook/response/later-result';
import type { LaterRule } from '../../nodes/CustomWebhook/settings';
import { parseXml } from '../../nodes/CustomWebhook/formats/xml';
import { markAsXml } from '../../nodes/CustomWebhook/response/from-xml';
import { listedValues } from '../../nodes/CustomWebhook/settings/checks';

const seen = (statusCode: number, headers = {}, body: object | null = null) => ({
	statusCode,
	headers,
	body: body as never,
});
const rule: LaterRule = {
	path: 'status',
	done: listedValues('status', 'done, true'),
	failed: listedValues('status', 'failed'),
};

test.each([
	[201, { location: '/a' }, '/a'],
	[202, { location: '/a' }, '/a'],
	[200, { location: '/a' }, undefined],
	[200, { 'operation-location': '/o', location: '/a' }, '/o'],
	[201, { location: ' ' }, undefined],
])('%i with %j: the result is at %s', (status, headers, address) => {
	expect(locationOfResult(seen(status, headers))).toBe(address);
});

test('A 202 that does not say where the result will be is a failure', () => {
	expect(() => locationOfResult(seen(202))).toThrow('has no Location header');
});

test('Only a 202 moves the place of the result', () => {
	expect(movedLocation(seen(202, { location: '/b' }))).toBe('/b');
	expect(movedLocation(seen(200, { location: '/b' }))).toBeUndefined();
});

test('With values the body says whether it is done, without them the status', () => {
	expect(isResult(rule, seen(202, {}, { status: true }))).toBe(true);
	expect(isResult(rule, seen(200, {}, { status: 'running' }))).toBe(false);
	const bare = { path: '', done: undefined, failed: undefined };
	expect([200, 202].map((status) => isResult(bare, seen(status)))).toEqual([true, false]);
	expect(() => isResult(rule, seen(200, {}, { status: 'failed' }))).toThrow('"failed" at "status"');
});

test.each<[object[], boolean]>([
	[[{ s: 'done' }, { s: 'done' }], true],
	[[{ s: 'done' }, { s: true }], true],
	[[{ s: 'done' }, { s: 'running' }], false],
	[[{ s: 'running' }, { s: 'done' }], false],
	[[{ s: 'done' }, {}], false],
	[[{ s: 'done' }, { s: { at: 1 } }], false],
	[[], false],
])('With * all parts have to be done: %j is done: %s', (parts, isDone) => {
	const each = { ...rule, path: 'parts.*.s', done: listedValues('parts.*.s', 'done, true') };
	expect(isResult(each, seen(200, {}, { parts }))).toBe(isDone);
	const nested = { ...rule, path: 'g.*.parts.*.s', done: listedValues('g.*.parts.*.s', 'done, true') };
	expect(isResult(nested, seen(200, {}, { g: [{ parts }, { parts: [{ s: 'done' }] }] }))).toBe(
		isDone || parts.length === 0,
	);
});

test('With * one part that failed is enough', () => {
	const each = { ...rule, failed: listedValues('parts.*.s', 'failed') };
	const body = { parts: [{ s: 'done' }, { s: 'failed' }] };
	expect(() => isResult(each, seen(200, {}, body))).toThrow('"failed" at "parts.*.s"');
});

test('A state that differs from a listed one in its case is told', () => {
	const state = (status: string) => stateOf(rule, seen(200, {}, { status }));
	expect(state('DONE')).toBe(
		'has "DONE" at "status", and Done Values has "done": upper and lower case count',
	);
	expect(state('Failed')).toBe(
		'has "Failed" at "status", and Failed Values has "failed": upper and lower case count',
	);
});

test('What a response has instead of the result', () => {
	expect(stateOf(rule, seen(200, {}, { status: { a: 1 } }))).toBe('has "{"a":1}" at "status"');
	expect(stateOf(rule, seen(200, {}, {}))).toBe('has nothing at "status"');
	expect(stateOf({ ...rule, done: undefined }, seen(202))).toBe('has the status 202');
});

test('A state that is text, the whole body, or an element of XML is quoted as it is', () => {
	expect(stateOf(rule, seen(200, {}, { status: 'running' }))).toBe('has "running" at "status"');
	const whole = { path: '', done: listedValues('', 'done'), failed: listedValues('', 'gone') };
	expect(stateOf(whole, { ...seen(200), body: 'running' })).toBe('has "running" as its body');
	expect(() => isResult(whole, { ...seen(200), body: 'gone' })).toThrow('"gone" as its body');
	const xml = markAsXml(parseXml('<job><status a="1">running</status></job>'));
	const inXml = { ...rule, path: 'job.status' };
	expect(stateOf(inXml, { ...seen(200), body: xml })).toBe('has "running" at "job.status"');
});

test('The service says itself why there will be no result', () => {
	const body = { status: 'failed', error: { message: 'The file is empty' } };
	expect(() => isResult(rule, seen(200, {}, body))).toThrow(
		expect.objectContaining({
			description: expect.stringContaining('The file is empty') as string,
		}) as Error,
	);
});

test('The first of several headers of one name counts, and an empty one is none', () => {
	expect(locationOfResult(seen(202, { location: ['/a', '/b'] }))).toBe('/a');
	expect(movedLocation(seen(202, { 'operation-location': '', location: '/b' }))).toBe('/b');
	expect(movedLocation(seen(202))).toBeUndefined();
});
