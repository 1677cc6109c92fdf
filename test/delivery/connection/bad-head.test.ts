import { faultInHead } from '../../../nodes/CustomWebhook/delivery/connection/bad-head';

const OK = 'HTTP/1.1 200 OK\r\n';
const fault = (text: string) => faultInHead(Buffer.from(text, 'latin1'));
const frame = (type: number, stream = 0) => {
	const bytes = Buffer.alloc(12);
	bytes[2] = 3;
	bytes[3] = type;
	bytes.writeUInt32BE(stream, 5);
	return bytes;
};

it.each([
	['Content-Length: 1\r\ntransfer-encoding: chunked', 'both Content-Length and Transfer-Encoding'],
	['Content-Length: 1\r\ncontent-length: 2', 'more than one Content-Length'],
])('%j is named', (headers, told) => {
	expect(fault(`${OK}${headers}\r\n\r\n`)).toContain(told);
	expect(fault(`${OK}${headers.replaceAll('\r\n', '\n')}\n\n`)).toContain(told);
});

it.each([
	'Content-Length: 1',
	'Content-Length: 1\r\nContent-Length: 1',
	'Transfer-Encoding: chunked',
	'X-Content-Length: 1\r\nContent-Length: 2',
	'Content-Length: 1\r\n\r\nContent-Length: 2',
])('%j is another fault', (headers) => {
	expect(fault(`${OK}${headers}\r\n\r\n`)).toBeUndefined();
});

it.each([4, 7])('the first frame of HTTP/2 is known: type %i', (type) => {
	expect(faultInHead(frame(type))).toContain('HTTP/2');
});

it.each([
	['another type', frame(1)],
	['another stream', frame(4, 1)],
	['less than the head of a frame', frame(4).subarray(0, 8)],
	['nothing', Buffer.alloc(0)],
])('%s is no HTTP/2', (_name, bytes) => {
	expect(faultInHead(bytes)).toBeUndefined();
});
