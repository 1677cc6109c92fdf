import { findXmlFault } from '../../nodes/CustomWebhook/template/xml-fault';

describe('faults that the validator does not see', () => {
	it.each([
		'<a/>',
		'<?xml version="1.0"?>\n<!-- c --><a b="x&amp;&#10;&#xA;">&lt;<![CDATA[<&]]>]]&gt;</a>\n',
		'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
		"<a b='>' c=\"'\"><b/></a>",
		'\ufeff<a/>',
		'<é:x.y-z/>',
	])('%s has none', (text) => {
		expect(findXmlFault(text)).toBeUndefined();
	});

	it.each([
		['<a>x & y</a>', 5, /& stands alone/],
		['<a b="x&y"/>', 7, /& stands alone/],
		['<a>&nbsp;</a>', 3, /&nbsp; is not defined/],
		['<a b="<"/>', 6, /< stands in an attribute/],
		['<a/><b/>', 4, /second root/],
		['<a></a><b/>', 7, /second root/],
		['<a/>x', 4, /outside of the root/],
		['x<a/>', 0, /outside of the root/],
		['<a>]]></a>', 3, /]]> stands outside/],
		['<a><!-- x -- y --></a>', 10, /holds --/],
		['<a><!-- x</a>', 3, /comment is not closed/],
		['<a><![CDATA[x</a>', 3, /CDATA section is not closed/],
		['<?pi <a/>', 0, /instruction is not closed/],
		['<!DOCTYPE a', 0, /declaration is not closed/],
		['<a', 0, /tag is not closed/],
		['<a>1 < 2</a>', 5, /tag is not closed|second/],
		['<a>\u0001</a>', 3, /U\+0001/],
		['<a>\ud800</a>', 3, /U\+D800/],
	])('%s at %i', (text, offset, message) => {
		const fault = findXmlFault(text);
		expect(fault?.message ?? '').toMatch(message);
		expect(fault?.offset).toBe(offset);
	});
});
