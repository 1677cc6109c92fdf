import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { properties } from './properties';
import { loadSavedInputs, testCredential } from './n8n';
import { openRun, processItems } from './run';

/** What the node calls, as the canvas shows it. */
const SUBTITLE = `={{ $parameter.operation === "callSaved" ? "Saved webhook"
	: ($parameter.operation === "preview" ? "Preview – " : "") + ($parameter.requestFrom === "curl"
		? "cURL: " + (/https?:\\/\\/[^\\s"'\`]+/i.exec($parameter.curlCommand) ?? [""])[0]
		: $parameter.method + ": " + $parameter.url) }}`;

/** The face: the description, and the way of a run. */
export class CustomWebhook implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Custom Webhook',
		name: 'customWebhook',
		icon: { light: 'file:customWebhook.svg', dark: 'file:customWebhook.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: SUBTITLE,
		description: 'Send data to any service and act on the response',
		defaults: { name: 'Custom Webhook' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [
			{ type: NodeConnectionTypes.Main, displayName: 'Success' },
			{ type: NodeConnectionTypes.Main, displayName: 'Failure', category: 'error' },
		],
		parameterPane: 'wide',
		credentials: [
			{
				name: 'customWebhookBearerApi',
				required: true,
				testedBy: 'testCredential',
				displayOptions: { show: { authentication: ['bearer'] } },
			},
			{
				name: 'customWebhookApiKeyApi',
				required: true,
				testedBy: 'testCredential',
				displayOptions: { show: { authentication: ['apiKey'] } },
			},
			{
				name: 'customWebhookBasicApi',
				required: true,
				testedBy: 'testCredential',
				displayOptions: { show: { authentication: ['basic'] } },
			},
			{
				name: 'customWebhookOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
			{
				name: 'customWebhookServiceApi',
				required: true,
				testedBy: 'testCredential',
				displayOptions: { show: { authentication: ['service'] } },
			},
			{
				name: 'customWebhookSigningApi',
				required: true,
				testedBy: 'testCredential',
				displayOptions: { show: { '/options.signing.values.signing': ['hmac', 'standardWebhooks'] } },
			},
			{
				name: 'customWebhookTlsApi',
				required: true,
				testedBy: 'testCredential',
				displayOptions: { show: { '/options.clientCertificate': [true] } },
			},
		],
		properties,
	};

	methods = { credentialTest: { testCredential }, localResourceMapping: { loadSavedInputs } };

	/** settings → template → request → delivery → response → outcome, for each item; each leaves exactly once. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await processItems(await openRun(this));
	}
}
