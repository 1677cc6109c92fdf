import { hoist } from '../../../nodes/CustomWebhook/template/expressions/hoist';
import { parseCode } from '../../../nodes/CustomWebhook/template/expressions/parse';

function hoisted(source: string) {
	const code = parseCode(source);
	if (!code) throw new Error(`No JavaScript: ${source}`);
	return hoist(code);
}

describe('an expression is evaluated for many items in one call', () => {
	it.each([
		'$json.a + $itemIndex',
		'$binary.file.fileName',
		'$runIndex + $workflow.name',
		'$json.list.map((each) => each.n)',
		'`${$json.a}: ${[...$json.b]}`',
		'/o/.test($json.a) ? typeof $json.b : -$json.c',
		'({ [$json.key]: $json.a, b: 1 })',
		'(($input) => $input.item)($json.a)',
		'(($) => $("Node"))(String)',
		'$("Node").item.json.a',
		'$("Node").itemMatching(0).json.a',
		'$("Node").first().json.a',
		'$("Node").last(0, 0).json.a',
		'$("Node").all().map((each) => each.json.a)',
		'$("Node").isExecuted && $("Node").params.url',
		'$input.all().length',
	])('where each item gives what it gives by itself: %s', (source) => {
		expect(hoisted(source)).toBeDefined();
	});

	it.each([
		'[3, 1].sort()',
		'[...$json.a].reverse().fill(0)',
		'$json.a.slice().reverse()',
		'$json.a?.map((x) => x).sort()',
		'($json.a?.slice()).sort()',
		'new Set($json.a).add(1)',
		'Object.assign({}, $json.a)',
		'[1].reduce((all, each) => { all[each] = 1; all.x = 2; return all; }, {})',
		'[1].reduceRight(function (all, each) { all.push(each); return all; }, [])',
		'(() => { let n = 0; n += 1; n++; return n; })()',
	])('where it changes only what it has made by itself: %s', (source) => {
		expect(hoisted(source)).toBeDefined();
	});
});

describe('an expression is evaluated for each item by itself', () => {
	it.each([
		'$json.a.sort()',
		'$json.a.b = 1',
		'$json.n++',
		'delete $json.a',
		'n = 1',
		'(({ n }) => { n.x = 1; return n; })($json)',
		'make().sort()',
		'(a, b).sort()',
		'$json.a.get(1).sort()',
		'$json.at.setZone("utc")',
		'$json[$json.method]()',
		'Object.assign()',
		'Object.assign($json.a, { b: 1 })',
		'Object.defineProperty($json, "a", {})',
		'[1].reduce((all, each) => { all.x = each; return all; }, $json.a)',
		'[1].reduce((all, each) => { each.x = 1; return all; }, {})',
		'[1].reduce(({ list }, each) => { list.x = each; return list; }, {})',
		'[1].forEach((all) => { all.x = 1; }, {})',
	])('where it may change what another item sees: %s', (source) => {
		expect(hoisted(source)).toBeUndefined();
	});

	it.each([
		'$input.item.json.a',
		'$input.params',
		'$input.item.json.at()',
		'$input.all(1)',
		'$input.all?.()',
		'$input.item()',
		'$input["a" + "b"]()',
		'$execution.customData.get("a")',
		'$("Node")',
		'$($json.node).first()',
		'$("Node")["item"]',
		'$("Node").pairedItem()',
		'$("Node").itemMatching()',
		'$("Node").first',
		'$("Node").all().sort()',
		'$("Node").first().json.list.push(1)',
		'$("Node").params()',
		'$node.Start.json',
		'$position',
		'$unheardOf.a',
	])('where n8n says something else of each item, or nobody knows: %s', (source) => {
		expect(hoisted(source)).toBeUndefined();
	});

	it.each([
		'(async () => await $json.a)()',
		'(function* () { yield $json.a; })()',
		'import("fs")',
		'(class {})',
		'(function () { return new.target; })()',
	])('where it can stop, load or declare something: %s', (source) => {
		expect(hoisted(source)).toBeUndefined();
	});

	it.each([
		'"\\}}" + $json.a',
		'f("a.b(c)")',
		'$json.name. /* why */ trim()',
		'$json.name.trim /* why */ ()',
	])('where n8n would read the code of many in another way: %s', (source) => {
		expect(hoisted(source)).toBeUndefined();
	});
});

describe('of an expression for many items is known', () => {
	it('which fields of the item it reads, so that only these are handed over', () => {
		expect(hoisted('$json.a + $json["b"]')?.json).toEqual(new Set(['a', 'b']));
		expect(hoisted('(($json) => $json.c)(1)')?.json).toEqual(new Set());
	});

	it.each(['$json', '$json[$json.a]', 'Object.keys($json)', '$json.isEmpty()'])(
		'that it reads the whole item: %s',
		(source) => {
			expect(hoisted(source)).toMatchObject({ json: undefined });
		},
	);

	it.each([
		['$binary.file', true],
		['(($binary) => $binary)(1)', false],
		['$json.binary', false],
	])('whether it reads files: %s', (source, usesBinary) => {
		expect(hoisted(source)?.usesBinary).toBe(usesBinary);
	});

	it.each([
		['$now', true],
		['$today.year', true],
		['new Date()', true],
		['DateTime.fromISO($json.at)', true],
		['Interval.after($json.at, 1)', true],
		['$json.at.toRelative()', true],
		['((Date) => Date)(1)', false],
		['Math.max($json.n)', false],
	])('whether its value goes on with the time: %s', (source, usesTime) => {
		expect(hoisted(source)?.usesTime).toBe(usesTime);
	});

	it.each([
		['$json.a?.[0]', true],
		['$json.a?.b()', false],
		['$json.a.trim?.()', true],
		['$json.a[0]', false],
		['$json.a?.b', false],
	])('whether n8n would break its ?. beside others: %s', (source, isAlone) => {
		expect(hoisted(source)?.isAlone).toBe(isAlone);
	});

	it('that the item of another node is looked up by its number', () => {
		expect(hoisted('$("A").item.json')?.edits).toEqual([
			{ start: 7, end: 11, text: 'itemMatching($itemIndex)' },
		]);
	});

	it('that a list of its input is asked for once for all items', () => {
		expect(hoisted('$input.all().length')?.edits).toHaveLength(2);
	});
});
