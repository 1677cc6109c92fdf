import { faults } from '../../../nodes/CustomWebhook/formats/xml/faults';
import { findXmlFault } from '../../../nodes/CustomWebhook/formats/xml/fault';

type Kind = keyof typeof faults;

/** How each kind of fault is told from the others. */
const SAYS: Record<Kind, RegExp> = {
	character: /character U\+/,
	noElement: /no element/,
	secondRoot: /second root/,
	outside: /text outside/,
	unclosed: /> is not closed/,
	closesNothing: /closes nothing/,
	wrongClose: /instead of/,
	tooDeep: /deeper/,
	endOfCdata: /]]>/,
	ampersand: /unescaped &/,
	entity: /unknown entity/,
	lessThan: /unescaped </,
	attributeTwice: /duplicate attribute/,
	attribute: /malformed attribute/,
	tag: /without a closing >/,
	tagName: /tag without a name/,
	closingTag: /malformed closing tag/,
	section: /without its end/,
	comment: /inside a comment/,
	instruction: /instruction without a name/,
	lateDeclaration: /declaration after/,
	declaration: /malformed XML declaration/,
	markup: /misplaced <!/,
	doctype: /malformed DOCTYPE/,
	dtd: /DTD/,
};

describe('faults in XML', () => {
	it.each([
		'<a/>',
		'<?xml version="1.0"?>\n<!-- c --><a b="x&amp;&#10;&#xA;">&lt;<![CDATA[<&]]>]]&gt;</a>\n',
		'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
		'<!DOCTYPE a [<!ENTITY x "]>"><!-- ]> -->]><a>&x;</a>',
		'<!DOCTYPE a SYSTEM "a>b"><!-- c --><a/>',
		"<!DOCTYPE a SYSTEM 'x.dtd'><a>&x;</a>",
		'<!DOCTYPE a PUBLIC "p" "x.dtd"><a>&x;</a>',
		"<a b='>' c=\"'\"><b/></a>",
		'\ufeff<a/>',
		'<é:x.y-z/>',
		"<?xml version='1.1' encoding='utf-8' standalone='yes' ?><?pi?><a ><b\tc = 'd'\n/></a ><?pi x?>",
		'<😀 a="&#x1F600;"/>',
	])('%s has none', (text) => {
		expect(findXmlFault(text)).toBeUndefined();
	});

	it.each<[string, number, Kind, string?]>([
		['', 0, 'noElement'],
		[' \n', 2, 'noElement'],
		['<!-- a -->', 10, 'noElement'],
		['<a>x & y</a>', 5, 'ampersand'],
		['<a>x &1; y</a>', 5, 'ampersand'],
		['<a b="x&y"/>', 7, 'ampersand'],
		['<a>&nbsp;</a>', 3, 'entity'],
		['<a>&amp;&nbsp;</a>', 8, 'entity'],
		['<!DOCTYPE a><a>&nbsp;</a>', 15, 'entity'],
		['<!DOCTYPE a ><a b="&x;"/>', 19, 'entity'],
		['<a>&#0;</a>', 3, 'character'],
		['<a>&#xD800;</a>', 3, 'character'],
		['<a b="&#x110000;"/>', 6, 'character'],
		['<a>\u0001</a>', 3, 'character'],
		['<a>\ud800</a>', 3, 'character'],
		['<a b="<"/>', 6, 'lessThan'],
		['<a b/>', 3, 'attribute'],
		['<a b=x/>', 3, 'attribute'],
		['<a b=/>', 3, 'attribute'],
		['<a b="c"=/>', 8, 'attribute'],
		['<a b="c"d="e"/>', 8, 'attribute'],
		['<a /b="c">', 3, 'attribute'],
		['<a b="c" d=”e”/>', 9, 'attribute', 'curly quote ”'],
		['<?xml version=“1.0”?><a/>', 0, 'declaration', 'curly quote “'],
		['<a b="c” d="e">f</a>', 0, 'tag', 'curly quote ”'],
		['<a b="c>“f”</a>', 0, 'tag'],
		['<a b="1" c="2" b="3"/>', 15, 'attributeTwice'],
		['<a/><b/>', 4, 'secondRoot'],
		['<a></a><b/>', 7, 'secondRoot'],
		['<a/>x', 4, 'outside'],
		['x<a/>', 0, 'outside'],
		['plain', 0, 'outside'],
		['<a/><![CDATA[x]]>', 4, 'outside'],
		['<a>]]></a>', 3, 'endOfCdata'],
		['<a><!-- x -- y --></a>', 10, 'comment'],
		['<a><!-- x</a>', 3, 'section'],
		['<a><![CDATA[x</a>', 3, 'section'],
		['<?pi <a/>', 0, 'section'],
		['<? pi?><a/>', 0, 'instruction'],
		['<?p?i x?><a/>', 0, 'instruction'],
		['<a><?xml version="1.0"?></a>', 3, 'lateDeclaration'],
		[' <?xml version="1.0"?><a/>', 1, 'lateDeclaration'],
		['<a><?XML x?></a>', 3, 'lateDeclaration'],
		['<?xml?><a/>', 0, 'declaration'],
		['<?xml encoding="UTF-8"?><a/>', 0, 'declaration'],
		['<?xml version="1.0" x="y"?><a/>', 0, 'declaration'],
		['<!DOCTYPE a', 0, 'doctype'],
		['<!DOCTYPE><a/>', 0, 'doctype'],
		['<!DOCTYPEa><a/>', 0, 'doctype'],
		['<!DOCTYPE a SYSTEM "x', 0, 'doctype'],
		['<!ELEMENT a><a/>', 0, 'markup'],
		['<a/><!DOCTYPE a>', 4, 'markup'],
		['<!DOCTYPE a><!DOCTYPE a><a/>', 12, 'markup'],
		['<a><!b></a>', 3, 'markup'],
		['<a', 0, 'tag'],
		['<a b="c><d/></a>', 0, 'tag'],
		['<a>1 < 2</a>', 5, 'tag'],
		['<1/>', 1, 'tagName'],
		['<a>\n< b/></a>', 5, 'tagName'],
		['</a/>', 0, 'closingTag'],
		['<a></a b="c">', 3, 'closingTag'],
		['</a>', 0, 'closesNothing'],
		['<a/></a>', 4, 'closesNothing'],
		['<a>\n<b></a>', 7, 'wrongClose'],
		['<a>', 0, 'unclosed'],
		['<a><b></b>', 0, 'unclosed'],
		['<a>\n<b>', 4, 'unclosed'],
	])('%j at %i: %s', (text, offset, kind, says = '') => {
		const found = findXmlFault(text);
		expect(found).toMatchObject({ offset, message: expect.stringContaining(says) as string });
		if (!says) expect(SAYS[kind].test(found!.message)).toBe(true);
	});

	it('each says what is wrong and how to fix it', () => {
		expect(findXmlFault('<a>x & y</a>')).toEqual({
			offset: 5,
			message: 'unescaped &',
			hint: 'Write &amp; instead.',
		});
		expect(findXmlFault('<a><b></a>')).toEqual({
			offset: 6,
			message: '</a> instead of </b>',
			hint: 'Close each element before the one around it.',
		});
	});
});
