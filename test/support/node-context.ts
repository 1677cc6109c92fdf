import { Readable } from 'node:stream';

import type {
	IBinaryData,
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';

/** What a test wants of n8n for a run of the node. */
export interface NodeSetUp {
	parameters: INodeParameters;
	items: INodeExecutionData[];
	/** By credential type, decrypted. */
	credentials?: Record<string, ICredentialDataDecryptedObject>;
	/** The node's own settings. */
	node?: Partial<INode>;
	/** The node's own *On Error* asks to go on. */
	continueOnFail?: boolean;
	/** What n8n makes of an expression; throws where it cannot be evaluated. */
	evaluate?: (expression: string, itemIndex: number) => unknown;
	/** More of n8n, or other than here. */
	more?: object;
}

/** n8n's context of one run, as far as the node uses it, and what it wrote into the log. */
export function nodeContext({ parameters, items, credentials = {}, ...setUp }: NodeSetUp) {
	const logged: string[] = [];
	const log = (line: string) => logged.push(line);
	const fileOf = (index: number, property: string) => items[index]?.binary?.[property];
	const store = {};
	const context = {
		getContext: () => store,
		getNode: () => ({
			name: 'Custom Webhook',
			type: 'n8n-nodes-custom-webhook.customWebhook',
			credentials: Object.fromEntries(Object.keys(credentials).map((id) => [id, { id, name: id }])),
			...setUp.node,
		}),
		getWorkflow: () => ({ id: '1', name: 'W' }),
		getExecutionId: () => '1',
		getMode: () => 'trigger',
		getInputData: () => items,
		getExecutionCancelSignal: () => undefined,
		continueOnFail: () => setUp.continueOnFail ?? false,
		getNodeParameter: (name: string, _index: number, fallback: unknown) => parameters[name] ?? fallback,
		evaluateExpression: setUp.evaluate ?? ((expression: string) => expression),
		getCredentials: async (type: string) => await Promise.resolve(credentials[type]),
		logger: { debug: log, info: log, warn: log },
		helpers: {
			assertBinaryData: (index: number, property: string): IBinaryData => {
				const file = fileOf(index, property);
				if (!file) throw new Error(`no ${property}`);
				return file;
			},
			getBinaryDataBuffer: async (index: number, property: string) =>
				await Promise.resolve(Buffer.from(fileOf(index, property)?.data ?? '', 'base64')),
			prepareBinaryData: async (content: Buffer | Readable, fileName: string, mimeType: string) => ({
				data: Buffer.concat(await Readable.from(content).toArray()).toString('base64'),
				fileName,
				mimeType,
			}),
		},
		...setUp.more,
	};
	return { context: context as unknown as IExecuteFunctions, logged };
}
