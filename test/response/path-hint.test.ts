import { elsewhereHint, pathHint } from '../../nodes/CustomWebhook/response/path-hint';

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

	test.each([
		['statusCode', 'For the status code, set From to Status Code'],
		['response.status', 'For the status code, set From to Status Code'],
		['$json.response.statusCode', 'For the status code, set From to Status Code'],
		['headers.Location', 'For a header, set From to Header and Path to location'],
		['$response.header["x-id"]', 'For a header, set From to Header and Path to x-id'],
	])('%s is not in the body', (path, hint) => {
		expect(elsewhereHint(path, { headers: { location: '/a', 'x-id': '1' } })).toBe(hint);
	});

	test.each(['headers.gone', 'headers.constructor', 'headers', 'status.code', 'order.status', 'id'])(
		'%s is neither the status nor a header of the response',
		(path) => {
			expect(elsewhereHint(path, { headers: {} })).toBeUndefined();
		},
	);

	test.each(['data.id', '', '$', 'body', '@odata.etag', 'bodyText', '$id', '{a}'])('%s is fine', (path) => {
		expect(pathHint(path)).toBeUndefined();
	});
});
