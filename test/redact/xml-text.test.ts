import { createRedactor } from '../../nodes/CustomWebhook/redact';
import { hideElements } from '../../nodes/CustomWebhook/redact/xml-text';
import { expectProportional } from '../support/growth';

const redactor = createRedactor([['the-secret', 'e1']]);
const hide = (xml: string) => hideElements(xml, redactor);

it.each([
	['text', '<a><Password>p</Password><b>q</b></a>', '<a><Password>***</Password><b>q</b></a>'],
	['with a prefix', '<w:Password Type="x">p</w:Password>', '<w:Password Type="x">***</w:Password>'],
	['CDATA', '<token><![CDATA[<p>]]></token>', '<token>***</token>'],
	['elements', '<secret><x>1</x><secret>2</secret></secret><b/>', '<secret>***</secret><b/>'],
	['in an attribute', `<a b='1' token='x>y'/>`, `<a b='1' token='***'/>`],
	['in one of several attributes', `<a b='1' password="p" c=''/>`, `<a b='1' password="***" c=''/>`],
	['that is never closed', '<a><token>1</a>', '<a><token>***'],
	['with an empty one of its name in it', '<token><token/>1</token>', '<token>***</token>'],
	['a short secret as a whole', '<a b="e1">e1</a><a>e10</a>', '<a b="***">***</a><a>e10</a>'],
])('What an element with a telling name holds is hidden: %s', (_what, xml, shown) => {
	expect(hide(xml)).toBe(shown);
});

it('Everything else stays, byte for byte', () => {
	const xml =
		'<?xml version="1.0"?>\n<!-- <password>in a comment</password> -->\n<a  x = "1" ><![CDATA[<token>1</token>]]><password/><token></token></a >';
	expect(hide(xml)).toBe(xml);
});

it.each(['<!--', '<![CDATA[', '<?', '<a ', '<a b="', '<token>', '</token>', "'<"])(
	'A text of beginnings without ends takes time in proportion to its length: %s',
	(piece) => expectProportional((length) => hide(piece.repeat(length / piece.length)), 1_000_000),
);

it('A tag may be as long as it likes, closed or not', () => {
	for (const inside of ['x'.repeat(5_000_000), '""'.repeat(5_000_000)]) {
		expect(hide(`<a ${inside}`)).toBe(`<a ${inside}`);
		expect(hide(`<a ${inside}/>`)).toBe(`<a ${inside}/>`);
	}
});

it.each(['<a token="1', "<a><b token='x>", '<a token="1" <b>x</b>'])(
	'A tag that never ends is no tag: %s',
	(xml) => {
		expect(hide(xml)).toBe(xml);
	},
);
