import { codingsOf } from '../../../nodes/CustomWebhook/delivery/body/content-coding';

it.each([
	[undefined, []],
	['', []],
	['gzip', ['gzip']],
	[' GZip , br,', ['gzip', 'br']],
	[
		['deflate', 'gzip'],
		['deflate', 'gzip'],
	],
	['x-unknown', ['x-unknown']],
])('%j names the codings %j, in the order they were applied', (header, codings) => {
	expect(codingsOf(header)).toEqual(codings);
});

it.each(['identity', 'none', 'binary', '7bit', '8bit', 'chunked', 'aws-chunked', 'utf-8', 'ISO-8859-1'])(
	'%s beside gzip is no coding',
	(name) => {
		expect(codingsOf(`${name}, gzip`)).toEqual(['gzip']);
	},
);
