import { checkXml } from '../../../nodes/CustomWebhook/formats/xml';

it.each([
	['<n:a/>', ['n']],
	['<a n:b="1"/>', ['n']],
	['<n:a xmlns:m="urn:m"><m:b x:c=""/></n:a>', ['n', 'x']],
	['<n:a><n:b xmlns:n="urn:n"/></n:a>', ['n']],
	['<a><b xmlns:n="urn:n"/><n:c/></a>', ['n']],
	['<n:a xmlns:n=""/>', ['n']],
	['<a xmlns="urn:a" xsi:nil="true"/>', ['xsi']],
])('%s uses prefixes that nothing around declares', (xml, prefixes) => {
	expect([...checkXml(xml, 'xmlBody')]).toEqual(prefixes);
});

it.each([
	'<a/>',
	'<n:a xmlns:n="urn:n"/>',
	'<n:a n:b="1" xmlns:n="urn:n"><n:c>n:d</n:c></n:a>',
	'<a xmlns:n="urn:n"><b xmlns:n="urn:m"/><n:c/></a>',
	'<a xml:lang="de"><![CDATA[<n:b/>]]><!-- <n:c/> --></a>',
	'<!DOCTYPE a [<!ATTLIST n:a xmlns:n CDATA #FIXED "urn:n">]><n:a/>',
])('%s uses none', (xml) => {
	expect([...checkXml(xml, 'xmlBody')]).toEqual([]);
});
