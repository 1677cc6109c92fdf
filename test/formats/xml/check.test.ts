import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { checkXml } from '../../../nodes/CustomWebhook/formats/xml/check';
import { failureOf } from '../../template/render';

describe('checking XML', () => {
	it.each([
		'<a/>',
		'<?xml version="1.0" encoding="UTF-8"?>\n<a b="c">&amp;&#13;<![CDATA[&]]></a>',
		'<s:a xmlns:s="u"><s:b/></s:a>',
		`${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`,
	])('takes XML %#', (text) => {
		expect(() => checkXml(text, 'xmlBody')).not.toThrow();
	});

	it.each([
		['<a>\n x & y</a>', 2, 4, 'unescaped &', 'Write &amp; instead.', 'x & y</a>'],
		['<a b=“x”/>', 1, 4, 'curly quote “', 'Use straight quotes (").', '<a b=“x”/>'],
		['<a>\u0000</a>', 1, 4, 'the character U+0000 is not allowed in XML', 'Remove it.', '<a>\ufffd</a>'],
		['<a>\n <b>', 2, 2, '<b> is not closed', 'Add </b>, or end the tag with />.', '<b>'],
	])('%j fails at line %i, column %i: %s', (text, line, column, message, fix, near) => {
		const failure = failureOf(() => checkXml(text, 'xmlBody'));
		expect(failure).toMatchObject({ kind: 'template', field: 'xmlBody', line, column });
		expect(failure.description).toBe(`Near, with the values filled in: \`${near}\``);
		expect(failure.message).toBe(`XML Body, line ${line}, column ${column}: ${message}. ${fix}`);
	});

	it('long names make a short message', () => {
		const failure = failureOf(() => checkXml(`<${'a'.repeat(50_000)}>`, 'f'));
		expect(failure.message.length).toBeLessThan(500);
		expect(failure.description?.length).toBeLessThan(300);
	});
});

describe('what is well-formed', () => {
	const documents = [
		'<a/>',
		'\ufeff<a>é</a>',
		'<a><b></b></a><!-- e -->',
		'<?xml version="1.0" encoding="UTF-8"?>\n<a b="c" d=\'e\'>&amp;&#13;<![CDATA[&]]><!-- c --><c>t</c></a>\n',
		'<s:Envelope xmlns:s="u"><s:Body><m a="1"/>text &lt;</s:Body></s:Envelope>',
	];
	const pieces = [
		...[
			'<',
			'>',
			'/',
			'&',
			';',
			'"',
			"'",
			'=',
			' ',
			'\n',
			'!',
			'-',
			'--',
			'?',
			']',
			'[',
			'x',
			'1',
			'.',
			'é',
		],
		...['<?xml version="1.0"?>', '<?xml?>', '<!--', '-->', '<![CDATA[', ']]>', '<!DOCTYPE a>'],
		...[
			'<b>',
			'</b>',
			'<a/>',
			'<-a/>',
			' b="c"',
			' b',
			'&#0;',
			'&#xD800;',
			'&#x110000;',
			'&#65;',
			'&foo;',
		],
		...['\u0001', '\u00a0', '\u2028'],
	];
	/** A document with some of its characters taken out and a piece put in their place, once or twice. */
	const spoilt = fc
		.tuple(
			fc.constantFrom(...documents),
			fc.array(fc.tuple(fc.nat(200), fc.nat(2), fc.constantFrom('', ...pieces)), {
				minLength: 1,
				maxLength: 2,
			}),
		)
		.map(([document, changes]) =>
			changes.reduce((text, [place, removed, piece]) => {
				const at = place % (text.length + 1);
				return text.slice(0, at) + piece + text.slice(at + removed);
			}, document),
		);

	it('is what a strict parser takes', () => {
		fc.assert(
			fc.property(spoilt, (text) => {
				// the strict parser takes a question mark right after the name of an instruction, and any DOCTYPE
				fc.pre(!/<\?[^\s?]+\?(?!>)|<!DOCTYPE(?! a>)/.test(text));
				expect([text, isTaken(text)]).toEqual([text, isWellFormed(text)]);
			}),
			{ numRuns: 1_000 },
		);
	});

	function isTaken(text: string): boolean {
		try {
			checkXml(text, 'xmlBody');
			return true;
		} catch {
			return false;
		}
	}

	function isWellFormed(text: string): boolean {
		const parser = new SaxesParser();
		let faults = 0;
		parser.on('error', () => faults++);
		parser.write(text).close();
		return faults === 0;
	}
});
