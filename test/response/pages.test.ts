import { joinPages, namesNext, nextOf, pageFault } from '../../nodes/CustomWebhook/response/pages';
import type { PageRule } from '../../nodes/CustomWebhook/settings';
import { WebhookFailure } from '../../nodes/CustomWebhook/failure';
import { parseXml } from '../../nodes/CustomWebhook/formats/xml';
import { markAsXml } from '../../nodes/CustomWebhook/response/from-xml';
import type { JsonValue } from '../../nodes/CustomWebhook/formats/json';

const rule = (changed: Partial<PageRule>): PageRule => ({
	mode: 'cursor',
	listPath: '',
	nextPath: 'next',
	followsEmpty: true,
	start: 1,
	step: 1,
	...changed,
});
const page = (body: JsonValue, link?: string) => {
	const headers: Record<string, string> = link ? { link } : {};
	return { headers, body: { body } };
};

test.each<[JsonValue, object | undefined]>([
	['c1', { value: 'c1' }],
	[7, { value: 7 }],
	...[null, false, 0, '', '  '].map((none): [JsonValue, undefined] => [none, undefined]),
])('A cursor of %j leads to %j', (next, leadsTo) => {
	expect(nextOf(rule({}), page({ next }), 1)).toEqual(leadsTo);
});

test.each<['cursor' | 'nextUrl', JsonValue, string]>([
	['cursor', true, 'is true, but the next page needs text or a number'],
	['cursor', ['a'], 'is a list, but'],
	['nextUrl', { href: '/2' }, 'is an object, but the next page needs a URL'],
	['nextUrl', 5, 'is 5, but'],
])('%s: %j leads nowhere', (mode, next, message) => {
	expect(() => nextOf(rule({ mode }), page({ next }), 1)).toThrow(message);
});

test('A counter goes on by its step, and ends at an empty page, or if the value at Next Path says so', () => {
	const counter = rule({ mode: 'counter', nextPath: '', start: 0, step: 50 });
	expect(nextOf(counter, page([1]), 2)).toEqual({ value: 100 });
	expect(nextOf(counter, page([]), 2)).toBeUndefined();
	const byPath = { ...counter, nextPath: 'more', listPath: 'list' };
	expect(nextOf(byPath, page({ list: [1], more: true }), 1)).toEqual({ value: 50 });
	for (const more of [false, 'false', '0', null])
		expect(nextOf(byPath, page({ list: [1], more }), 1)).toBeUndefined();
});

test('An empty page that names a next one is followed, unless it is said to be the end', () => {
	const link = '</2>; rel="next"';
	expect(nextOf(rule({ mode: 'link' }), page([], link), 1)).toEqual({ address: '/2' });
	expect(nextOf(rule({ mode: 'link', followsEmpty: false }), page([], link), 1)).toBeUndefined();
});

test('The members of all pages are one list, in order; nothing at the path counts as empty', () => {
	const bodies: JsonValue[] = [{ list: [1, 2] }, { list: null }, {}, { list: 3 }];
	const pages = bodies.map((body) => ({ body }));
	expect(joinPages(rule({ listPath: 'list' }), pages)).toEqual({ body: [1, 2, 3] });
});

test.each([
	[{ body: '{', parseError: 'not JSON' }, 'not JSON'],
	[{ body: 'text' }, 'is not an object or a list'],
	[{ body: '<html><title>Log in</title>' }, 'The response ("Log in") is a web page'],
	[{ body: null, file: { stored: {} } }, 'is a file'],
])('%j is no page of a list', (body, message) => {
	expect(pageFault(rule({ listPath: 'list' }), body as never)?.message).toContain(message);
});

test('A web page is no page of a list whose other pages are data, or whose next page is named in the body', () => {
	const body = '<!DOCTYPE html><html></html>';
	for (const mode of ['cursor', 'nextUrl'] as const)
		expect(pageFault(rule({ mode }), { body })?.message).toContain('is a web page');
	for (const mode of ['link', 'counter'] as const) {
		expect(pageFault(rule({ mode }), { body }, true)?.message).toContain('is a web page');
		expect(pageFault(rule({ mode }), { body })).toBeUndefined();
	}
});

test('An object, a list and an empty body are pages', () => {
	for (const body of [{}, [], null])
		expect(pageFault(rule({ listPath: 'list' }), { body })).toBeUndefined();
});

test('Whether a page names a next one', () => {
	expect(namesNext(rule({}), page({ next: null }))).toBe(true);
	expect(namesNext(rule({}), page({}))).toBe(false);
	expect(namesNext(rule({ mode: 'link' }), page([], '<x>'))).toBe(true);
	expect(namesNext(rule({ mode: 'counter' }), page([]))).toBe(true);
});

test.each<[string, JsonValue]>([
	['nothing at the path', {}],
	['null', { next: null }],
	['an empty text', { next: '' }],
])('No next URL: %s', (_what, body) => {
	expect(nextOf(rule({ mode: 'nextUrl' }), page(body), 1)).toBeUndefined();
});

test('A next URL is taken as it is written, a page without a body or a list is the last', () => {
	expect(nextOf(rule({ mode: 'nextUrl' }), page({ next: '/2?a=b' }), 1)).toEqual({ address: '/2?a=b' });
	expect(nextOf(rule({ mode: 'link' }), page([1]), 1)).toBeUndefined();
	expect(nextOf(rule({ mode: 'counter' }), { headers: {} }, 1)).toBeUndefined();
	expect(nextOf(rule({ followsEmpty: false, listPath: 'list' }), page({ next: 'c' }), 1)).toBeUndefined();
});

test('An element of an XML page names the next one by its text', () => {
	const body = markAsXml(parseXml('<r><item>1</item><next a="1">c2</next></r>'));
	const xml = rule({ listPath: 'r.item', nextPath: 'r.next' });
	expect(nextOf(xml, page(body), 1)).toEqual({ value: 'c2' });
	expect(nextOf({ ...xml, nextPath: 'r.none' }, page(body), 1)).toBeUndefined();
});

test('What went wrong with a body is said as it is, and several files are no page', () => {
	const failure = new WebhookFailure('response', 'too large');
	expect(pageFault(rule({}), { body: null, failure })).toBe(failure);
	expect(pageFault(rule({}), { body: null, files: {} as never })?.message).toContain('is a file');
	expect(pageFault(rule({}), undefined)).toBeUndefined();
	expect(pageFault(rule({}), { body: 'text' })).toBeUndefined();
});
