import fc from 'fast-check';

import { nextLink } from '../../nodes/CustomWebhook/response/link-header';

it.each<[string, string | string[] | undefined, string | undefined]>([
	['none', undefined, undefined],
	['one', '<https://a.test/2>; rel="next"', 'https://a.test/2'],
	['the second', '<https://a.test/1>; rel="prev", <https://a.test/3>; rel="next"', 'https://a.test/3'],
	['a token', '</2>;rel=next', '/2'],
	['several types', '</2>; rel="last next"', '/2'],
	['another case', '</2>; REL="NEXT"', '/2'],
	['a comma in the URL', '<https://a.test/?ids=1,2>; rel="next"', 'https://a.test/?ids=1,2'],
	['a comma and a quote in a parameter', '</1>; title="a, \\"<b>"; rel=prev, </2>; rel=next', '/2'],
	['white space', '<  /2 > ; rel = "next"', '/2'],
	['several headers', ['</1>; rel="first"', '</2>; rel="next"'], '/2'],
	["another page's", '</2>; rel="next"; anchor="/other"', undefined],
	['of two rel the second', '</2>; rel="prev"; rel="next"', undefined],
	['a word with next in it', '</2>; rel="next-archive"', undefined],
	['an open bracket', '</2; rel="next"', undefined],
	['text', 'next', undefined],
])('A Link header with %s', (_, header, expected) => {
	expect(nextLink(header)).toBe(expected);
});

it('Any target is found between any other links', () => {
	const url = fc.webUrl({ withQueryParameters: true }).filter((text) => !/[<>]/.test(text));
	fc.assert(
		fc.property(url, fc.array(url), fc.array(url), (next, before, after) => {
			const other = (target: string) => `<${target}>; rel="prev"; title="x, <y>; rel=next"`;
			const header = [...before.map(other), `<${next}>; rel="next"`, ...after.map(other)].join(', ');
			expect(nextLink(header)).toBe(next);
		}),
	);
});
