import type { INodeParameters, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { properties } from '../../nodes/CustomWebhook/properties';
import { readSettings } from '../../nodes/CustomWebhook/settings';

const settingsOf = (parameters: INodeParameters, type = 'customWebhook') =>
	readSettings(
		{
			getNode: () => ({ type }),
			getNodeParameter: (name, _index, fallback) => parameters[name] ?? fallback,
			evaluateExpression: (expression) => expression,
		},
		0,
	).settings;

/** What a panel gives that somebody opened everywhere and changed nowhere. */
const defaultsOf = (fields: INodeProperties[]): INodeParameters =>
	Object.fromEntries(fields.map(({ name, default: value }) => [name, value as INodeParameters[string]]));

/** The forms behind a collection of forms: `values`, or the fields of one row. */
const formsOf = ({ options }: INodeProperties) => (options ?? []) as INodePropertyCollection[];

const optionsOf = (fields: INodeProperties[]) =>
	fields.find(({ name }) => name === 'options')!.options as INodeProperties[];

/** The fields that one panel has: that of the node, or of the tool. */
const ofPanel = (isTool: boolean, fields: INodeProperties[]) =>
	fields.filter(({ displayOptions }) => displayOptions?.show?.['@tool']?.includes(!isTool) !== true);

/** Functions are compared by what they answer. */
const comparable = (settings: ReturnType<typeof settingsOf>) => ({
	...settings,
	success: [200, 299, 300].map(settings.success.isSuccess),
	policy: {
		...settings.policy,
		retry: [...Array<number>(600).keys()].filter(settings.policy.retry.isRetryable),
	},
});

const untouched = comparable(settingsOf({}));

it('A panel that nobody changed means the same as no parameters at all', () => {
	expect(comparable(settingsOf(defaultsOf(properties)))).toEqual(untouched);
});

it('Options that were added and left as they are mean the same as no options', () => {
	const options = Object.fromEntries(
		optionsOf(properties).map((option) => [
			option.name,
			option.type === 'fixedCollection'
				? { values: defaultsOf(formsOf(option)[0]!.values) }
				: (option.default as INodeParameters[string]),
		]),
	);
	// An option that one adds in order to switch something on begins switched on.
	const { allowPrivateNetwork, httpsOnly, ignoreSslIssues, clientCertificate, ...others } = options;
	expect([allowPrivateNetwork, httpsOnly, ignoreSslIssues, clientCertificate]).toEqual(Array(4).fill(true));
	expect(comparable(settingsOf({ options: others }))).toMatchObject({
		policy: untouched.policy,
		success: untouched.success,
		response: untouched.response,
		templates: untouched.templates,
	});
});

it('The settings take each choice that the panel offers', () => {
	const choices = (fields: INodeProperties[], wrap: (field: INodeParameters) => INodeParameters) =>
		fields
			.filter(({ type }) => type === 'options')
			.flatMap(({ name, options }) =>
				(options as Array<{ value: string }>).map(({ value }) => wrap({ [name]: value })),
			);
	const own = choices(properties, (field) => field);
	const grouped = optionsOf(properties).flatMap((option) =>
		option.type === 'fixedCollection'
			? choices(formsOf(option)[0]!.values, (values) => ({ options: { [option.name]: { values } } }))
			: [],
	);
	expect(own.length + grouped.length).toBeGreaterThan(40);
	for (const parameters of [...own, ...grouped]) {
		const curlCommand = 'curl https://a.example';
		const needed = { dataContextPath: 'a', workflow: 'w', curlCommand, options: {} };
		const { options } = parameters;
		const success = (options as { success?: { values: INodeParameters } } | undefined)?.success;
		if (success) success.values.successPath = 'a';
		const { pagination, result } = (options ?? {}) as Record<string, { values: INodeParameters }>;
		if (pagination) Object.assign(pagination.values, { nextPath: 'a', pageParameter: 'a' });
		if (result) result.values.statusUrl = 'https://a.test/';
		expect(() => settingsOf({ ...needed, ...parameters })).not.toThrow();
	}
});

it('Each field and each choice has a name of its own among its neighbours', () => {
	const lists = [
		properties,
		optionsOf(properties),
		...[...properties, ...optionsOf(properties)]
			.filter(({ type }) => type === 'fixedCollection')
			.map((field) => formsOf(field)[0]!.values),
	];
	for (const isTool of [true, false])
		for (const fields of lists) {
			const names = ofPanel(isTool, fields).map(({ name }) => name);
			expect(new Set(names).size).toBe(names.length);
		}
});

it('A number field takes what the settings take, and nothing else', () => {
	const numbers = [
		...optionsOf(properties),
		...optionsOf(properties).flatMap((one) => formsOf(one)[0]?.values ?? []),
	]
		.filter(({ type }) => type === 'number')
		.map(({ name, typeOptions }) => ({ name, ...typeOptions }));
	expect(numbers.length).toBeGreaterThan(8);
	for (const { name, minValue, maxValue } of numbers) {
		const type = name.startsWith('tool') ? 'customWebhookTool' : 'customWebhook';
		const take = (value: number) => () => settingsOf({ options: { [name]: value } }, type);
		expect(take(minValue!)).not.toThrow();
		expect(take(maxValue!)).not.toThrow();
		expect(take(minValue! - 0.001)).toThrow(name);
		expect(take(maxValue! + 1)).toThrow(name);
	}
});
