import 'reflect-metadata';

import path from 'node:path';

import { ExecutionLifecycleHooks, PackageDirectoryLoader, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialsHelper,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

/** The project: its `package.json` says where the built node is. */
const PROJECT = path.resolve(__dirname, '../..');
const NODE_NAME = 'Custom Webhook';
const NODE_TYPE = 'n8n-nodes-custom-webhook.customWebhook';

/** Behind Failure. It is disabled, so that nothing more happens. */
const HANDLER: INode = {
	id: 'handler',
	name: 'Handler',
	type: NODE_TYPE,
	typeVersion: 1,
	position: [200, 0],
	parameters: {},
	disabled: true,
};

export interface EngineRun {
	/** Items on Success. */
	success: INodeExecutionData[];
	/** Items on Failure. */
	failure: INodeExecutionData[];
	/** The error that stopped the workflow, if one did. */
	error: Error | undefined;
	run: IRun;
}

export interface EngineSetUp {
	parameters: INodeParameters;
	items: Array<IDataObject | INodeExecutionData>;
	/** By credential type, decrypted; a field that begins with `=` is an expression. */
	credentials?: Record<string, ICredentialDataDecryptedObject>;
	/** Told each time that n8n decrypts a credential. */
	onCredentialRead?: (type: string) => void;
	/** The node's own settings, such as `onError`. */
	node?: Partial<INode>;
	/** How the execution was started: `manual` (default), `trigger`, `webhook`, `integrated` … */
	mode?: WorkflowExecuteMode;
	/** Whether another node is connected to Failure; true by default. */
	isFailureConnected?: boolean;
	/** Given the way to stop the execution. */
	onStart?: (stop: () => void) => void;
}

let loaded: Promise<INodeTypes> | undefined;

/** As n8n makes a tool of a node: its conditions (`@tool`) go by this name. */
function asTool(node: INodeType): INodeType {
	const name = `${node.description.name}Tool`;
	return Object.create(node, { description: { value: { ...node.description, name } } }) as INodeType;
}

/** Loads the built package as n8n loads it. */
export async function loadPackage(): Promise<INodeTypes> {
	return await (loaded ??= (async () => {
		const loader = new PackageDirectoryLoader(PROJECT);
		await loader.loadAll();
		const node = loader.nodeTypes.customWebhook?.type as INodeType;
		return {
			getByName: () => node,
			getByNameAndVersion: (type: string) =>
				NodeHelpers.getVersionedNodeType(type.endsWith('Tool') ? asTool(node) : node),
			getKnownTypes: () => ({}),
		} as unknown as INodeTypes;
	})());
}

/** Runs the built node in n8n's own engine, once, with these items at its input. */
export async function runNode(setUp: EngineSetUp): Promise<EngineRun> {
	const nodeTypes = await loadPackage();
	const credentials = setUp.credentials ?? {};
	const node: INode = {
		id: 'node-under-test',
		name: NODE_NAME,
		type: NODE_TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters: setUp.parameters,
		credentials: Object.fromEntries(
			Object.keys(credentials).map((type) => [type, { id: type, name: type }]),
		),
		...setUp.node,
	};
	const workflow = new Workflow({
		id: 'workflow-under-test',
		name: 'Workflow under test',
		nodes: [node, HANDLER],
		connections:
			setUp.isFailureConnected === false
				? {}
				: { [NODE_NAME]: { main: [[], [{ node: HANDLER.name, type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1' },
	});
	const execute = new WorkflowExecute(
		additionalData(workflow, credentials, setUp.onCredentialRead),
		setUp.mode ?? 'manual',
		createRunExecutionData({
			executionData: {
				nodeExecutionStack: [
					{
						node: workflow.getNode(NODE_NAME)!,
						data: { main: [setUp.items.map(asItem)] },
						source: null,
					},
				],
			},
		}),
	);
	const running = execute.processRunExecutionData(workflow);
	setUp.onStart?.(() => running.cancel());
	const run = await running;
	const task = run.data.resultData.runData[NODE_NAME]?.at(-1);
	return {
		success: task?.data?.main?.[0] ?? [],
		failure: task?.data?.main?.[1] ?? [],
		error: run.data.resultData.error,
		run,
	};
}

function additionalData(
	workflow: Workflow,
	credentials: Record<string, ICredentialDataDecryptedObject>,
	onCredentialRead?: (type: string) => void,
): IWorkflowExecuteAdditionalData {
	const workflowData = {
		id: workflow.id,
		name: workflow.name ?? '',
		nodes: Object.values(workflow.nodes),
		connections: {},
		active: false,
		isArchived: false,
		activeVersionId: null,
		createdAt: new Date(),
		updatedAt: new Date(),
	};
	return {
		executionId: 'execution-under-test',
		hooks: new ExecutionLifecycleHooks('manual', 'execution-under-test', workflowData),
		restApiUrl: 'http://127.0.0.1/rest',
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		variables: {},
		currentNodeExecutionIndex: 0,
		credentialsHelper: {
			getDecrypted: async (...asked: Parameters<ICredentialsHelper['getDecrypted']>) => {
				const [, , type, mode, executeData, isRaw, item] = asked;
				onCredentialRead?.(type);
				const data = credentials[type];
				if (isRaw || !item || !data) return await Promise.resolve(data);
				// As n8n's own helper evaluates the expressions in a credential.
				return item.workflow.expression.getParameterValue(
					data as INodeParameters,
					item.runExecutionData,
					item.runIndex,
					item.itemIndex,
					item.node.name,
					item.connectionInputData,
					mode,
					{},
					executeData,
					false,
				);
			},
			getParentTypes: () => [],
			isCredentialUsableByNode: () => true,
			getCredentialsProperties: () => [],
		},
	} as unknown as IWorkflowExecuteAdditionalData;
}

function asItem(item: IDataObject | INodeExecutionData): INodeExecutionData {
	return typeof item.json === 'object' && item.json !== null
		? (item as INodeExecutionData)
		: { json: item as IDataObject };
}
