import { pathHint } from '../../nodes/CustomWebhook/response/path-hint';

describe('A path that starts outside the body', () => {
	test.each([
		['$.data.id', 'data.id'],
		['$[0].id', '[0].id'],
		['body.data.id', 'data.id'],
		['response.body.data.id', 'data.id'],
		['{{ $json.response.body.id }}', 'id'],
		['{{id}}', 'id'],
	])('%s is better written %s', (path, better) => {
		expect(pathHint(path)).toBe(`Start inside the body: ${better}, not ${path}`);
	});

	test.each(['data.id', '', '$', 'body', '@odata.etag', 'bodyText', '$id', '{a}'])('%s is fine', (path) => {
		expect(pathHint(path)).toBeUndefined();
	});
});
