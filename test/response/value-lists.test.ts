import {
	parseEvents,
	parseJsonLines,
	parseJsonSequence,
} from '../../nodes/CustomWebhook/response/value-lists';

it('lines and records that are empty are no values', () => {
	expect(parseJsonLines('{"a":1}\n\n 2 \r\n')).toEqual([{ a: 1 }, 2]);
	expect(parseJsonSequence('\x1e{"a":1}\n\x1e\x1e2')).toEqual([{ a: 1 }, 2]);
});

it('a value that cannot be read is named by its place, counted from 1', () => {
	expect(() => parseJsonLines('1\n{')).toThrow(/^line 2: /);
	expect(() => parseJsonSequence('\x1e1\x1e{')).toThrow(/^value 2: /);
});

it.each([
	['data: one\ndata: two\n\n', [{ event: 'message', data: 'one\ntwo' }]],
	['event: ping\nid: 7\ndata:{"a":1}\n\n', [{ event: 'ping', data: { a: 1 }, id: '7' }]],
	['data\n\n', [{ event: 'message', data: '' }]],
	[': a comment\nretry: 5\n\ndata: x', [{ event: 'message', data: 'x' }]],
	['id: 1\n\n', []],
])('the events of %j', (text, events) => {
	expect(parseEvents(text)).toEqual(events);
});
