import { isSetByNode } from '../../nodes/CustomWebhook/delivery';

it.each([
	'Content-Length',
	'transfer-encoding',
	'CONNECTION',
	'Keep-Alive',
	'TE',
	'Trailer',
	'Upgrade',
	'Expect',
])('%s is set by the node, whatever an author types (RFC 9110, section 7.6.1)', (name) => {
	expect(isSetByNode(name)).toBe(true);
});

it.each(['Content-Type', 'Accept-Encoding', 'Host', 'X-Connection', 'toString', ''])(
	'"%s" is the author\'s',
	(name) => {
		expect(isSetByNode(name)).toBe(false);
	},
);
