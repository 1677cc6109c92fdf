import { findXmlFault } from '../../../nodes/CustomWebhook/formats/xml/fault';

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

	const ONE_ROOT = 'XML has one element around everything: <name>…</name>.';
	const KNOWN = 'XML knows &amp; &lt; &gt; &quot; &apos; only: write the character itself, or its number.';
	const NAME = 'It begins with a letter, right after the <. Write &lt; for a < that is text.';
	const OPEN = 'Close it with >, and write &lt; for a < that is text.';
	const IN_QUOTES = 'Each attribute has a name, =, and a value in quotes: name="{{value}}".';
	const NESTED = 'Close each element before the one around it.';
	const DECLARATION = 'Write <?xml version="1.0" encoding="UTF-8"?>, or take it out.';
	const IN_FRONT = 'Take out what stands before it, or the declaration.';
	const DOCTYPE = 'It is written <!DOCTYPE name>.';
	const DECLARED = 'Comments are written <!-- … -->; a DOCTYPE stands once, before the first element.';
	const CLOSING = 'It is </name>, without attributes.';
	const curly = (quote: string) =>
		`There is a curly quote (${quote}), as word processors write it: type a straight one.`;

	it.each([
		['', 0, 'there is no element', ONE_ROOT],
		[' \n', 2, 'there is no element', ONE_ROOT],
		['<!-- a -->', 10, 'there is no element', ONE_ROOT],
		['<a>x & y</a>', 5, 'an & stands alone', 'Write &amp; for it.'],
		['<a>x &1; y</a>', 5, 'an & stands alone', 'Write &amp; for it.'],
		['<a b="x&y"/>', 7, 'an & stands alone', 'Write &amp; for it.'],
		['<a>&nbsp;</a>', 3, '&nbsp; is not defined', KNOWN],
		['<a>&amp;&nbsp;</a>', 8, '&nbsp; is not defined', KNOWN],
		['<!DOCTYPE a><a>&nbsp;</a>', 15, '&nbsp; is not defined', KNOWN],
		['<!DOCTYPE a ><a b="&x;"/>', 19, '&x; is not defined', KNOWN],
		['<a>&#0;</a>', 3, 'the character U+0000 is not allowed in XML', 'Take it out.'],
		['<a>&#xD800;</a>', 3, 'the character U+D800 is not allowed in XML', 'Take it out.'],
		['<a b="&#x110000;"/>', 6, 'the character U+110000 is not allowed in XML', 'Take it out.'],
		['<a>\u0001</a>', 3, 'the character U+0001 is not allowed in XML', 'Take it out.'],
		['<a>\ud800</a>', 3, 'the character U+D800 is not allowed in XML', 'Take it out.'],
		['<a b="<"/>', 6, 'a < stands in an attribute', 'Write &lt; for it.'],
		['<a b/>', 3, 'an attribute is not as it has to be', IN_QUOTES],
		['<a b=x/>', 3, 'an attribute is not as it has to be', IN_QUOTES],
		['<a b=/>', 3, 'an attribute is not as it has to be', IN_QUOTES],
		['<a b="c"=/>', 8, 'an attribute is not as it has to be', IN_QUOTES],
		['<a b="c"d="e"/>', 8, 'an attribute is not as it has to be', IN_QUOTES],
		['<a /b="c">', 3, 'an attribute is not as it has to be', IN_QUOTES],
		['<a b="c" d=”e”/>', 9, 'an attribute is not as it has to be', curly('”')],
		['<?xml version=“1.0”?><a/>', 0, 'the XML declaration is not as it has to be', curly('“')],
		['<a b="c” d="e">f</a>', 0, 'a tag is not closed', curly('”')],
		['<a b="c>“f”</a>', 0, 'a tag is not closed', OPEN],
		['<a b="1" c="2" b="3"/>', 15, 'the attribute b stands twice', 'Take one out.'],
		['<a/><b/>', 4, 'there is a second root element', ONE_ROOT],
		['<a></a><b/>', 7, 'there is a second root element', ONE_ROOT],
		['<a/>x', 4, 'there is text outside of the root element', ONE_ROOT],
		['x<a/>', 0, 'there is text outside of the root element', ONE_ROOT],
		['plain', 0, 'there is text outside of the root element', ONE_ROOT],
		['<a/><![CDATA[x]]>', 4, 'there is text outside of the root element', ONE_ROOT],
		['<a>]]></a>', 3, ']]> stands outside of a CDATA section', 'Write ]]&gt; instead.'],
		['<a><!-- x -- y --></a>', 10, 'a comment holds --', 'Take one of the dashes out.'],
		['<a><!-- x</a>', 3, 'a comment is not closed', 'Close it with -->.'],
		['<a><![CDATA[x</a>', 3, 'a CDATA section is not closed', 'Close it with ]]>.'],
		['<?pi <a/>', 0, 'a processing instruction is not closed', 'Close it with ?>.'],
		['<? pi?><a/>', 0, 'a processing instruction has no name', 'Write <?name …?>, or take it out.'],
		['<?p?i x?><a/>', 0, 'a processing instruction has no name', 'Write <?name …?>, or take it out.'],
		[
			'<a><?xml version="1.0"?></a>',
			3,
			'the XML declaration does not stand at the very beginning',
			IN_FRONT,
		],
		[
			' <?xml version="1.0"?><a/>',
			1,
			'the XML declaration does not stand at the very beginning',
			IN_FRONT,
		],
		['<a><?XML x?></a>', 3, 'the XML declaration does not stand at the very beginning', IN_FRONT],
		['<?xml?><a/>', 0, 'the XML declaration is not as it has to be', DECLARATION],
		['<?xml encoding="UTF-8"?><a/>', 0, 'the XML declaration is not as it has to be', DECLARATION],
		['<?xml version="1.0" x="y"?><a/>', 0, 'the XML declaration is not as it has to be', DECLARATION],
		['<!DOCTYPE a', 0, 'a DOCTYPE is not as it has to be', DOCTYPE],
		['<!DOCTYPE><a/>', 0, 'a DOCTYPE is not as it has to be', DOCTYPE],
		['<!DOCTYPEa><a/>', 0, 'a DOCTYPE is not as it has to be', DOCTYPE],
		['<!DOCTYPE a SYSTEM "x', 0, 'a DOCTYPE is not as it has to be', DOCTYPE],
		['<!ELEMENT a><a/>', 0, '<! stands where no declaration can', DECLARED],
		['<a/><!DOCTYPE a>', 4, '<! stands where no declaration can', DECLARED],
		['<!DOCTYPE a><!DOCTYPE a><a/>', 12, '<! stands where no declaration can', DECLARED],
		['<a><!b></a>', 3, '<! stands where no declaration can', DECLARED],
		['<a', 0, 'a tag is not closed', OPEN],
		['<a b="c><d/></a>', 0, 'a tag is not closed', OPEN],
		['<a>1 < 2</a>', 5, 'a tag is not closed', OPEN],
		['<1/>', 1, 'a tag has no name here', NAME],
		['<a>\n< b/></a>', 5, 'a tag has no name here', NAME],
		['</a/>', 0, 'a closing tag is not as it has to be', CLOSING],
		['<a></a b="c">', 3, 'a closing tag is not as it has to be', CLOSING],
		['</a>', 0, '</a> closes nothing', 'Take it out, or open it with <a>.'],
		['<a/></a>', 4, '</a> closes nothing', 'Take it out, or open it with <a>.'],
		['<a>\n<b></a>', 7, '</b> is expected here, not </a>', NESTED],
		['<a>', 0, '<a> is never closed', 'Close it with </a>, or end its tag with />.'],
		['<a><b></b>', 0, '<a> is never closed', 'Close it with </a>, or end its tag with />.'],
		['<a>\n<b>', 4, '<b> is never closed', 'Close it with </b>, or end its tag with />.'],
	])('%j at %i: %s', (text, offset, message, hint) => {
		expect(findXmlFault(text)).toEqual({ offset, message, hint });
	});
});
