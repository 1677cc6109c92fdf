import { readProlog } from '../../../nodes/CustomWebhook/formats/xml/prolog';
import { expectProportional } from '../../support/growth';

const rootIn = (xml: string) => xml.slice(readProlog(xml).rootStart);

describe('readProlog', () => {
	test.each([
		'',
		'\uFEFF  \n',
		'<?xml version="1.0"?>\n',
		'<?xml version="1.0"?><?style x="<b>"?><!-- <b/> -- > -->',
		'<!DOCTYPE a>',
		'<!DOCTYPE a SYSTEM "x>y[">',
		'<!-- --><!DOCTYPE a [ <!ENTITY x "]>"> <!-- ]> " --> ]> <!-- -->',
		"<!DOCTYPE a [ <?note don't ]> ?> ]>",
	])('finds the root behind %p', (prolog) => {
		expect(rootIn(`${prolog}<a>x</a>`)).toBe('<a>x</a>');
	});

	test('tells where the XML declaration ends, and takes no other instruction for it', () => {
		expect(readProlog('<?xml version="1.0"?><a/>').declarationEnd).toBe(21);
		expect(readProlog('<?xml-stylesheet href="x"?><a/>').declarationEnd).toBe(0);
	});

	test('tells whether the DOCTYPE declares things itself', () => {
		expect(readProlog('<a/>')).toMatchObject({ doctypeStart: -1, hasInternalSubset: false });
		expect(readProlog('<!DOCTYPE a SYSTEM "[">x')).toMatchObject({
			doctypeEnd: 23,
			hasInternalSubset: false,
		});
		expect(readProlog('<!DOCTYPE a []>x')).toMatchObject({ doctypeEnd: 15, hasInternalSubset: true });
	});

	test.each(['<?xml', '<!-- x', '<!DOCTYPE a [', '<!DOCTYPE "', '', '   '])('ends with %p', (xml) => {
		expect(rootIn(xml)).toBe('');
	});

	test.each(['<?a?>', '<!---->', '<!DOCTYPE a>', '<!DOCTYPE a [<!-- -->]>', ' ', '<'])(
		'takes time in proportion to the length, made of %s',
		(piece) => expectProportional((length) => readProlog(piece.repeat(length)), 100_000),
	);
});
