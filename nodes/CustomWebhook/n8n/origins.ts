import type { INodeExecutionData, IRunExecutionData, ITaskData } from 'n8n-workflow';

/** Most nodes to walk back, so that a loop in a damaged execution ends. */
const MOST_STEPS = 10_000;

/**
 * For each item of a workflow's last node, output by output: the index of the item at the start that it was made from.
 * Undefined if n8n does not know it, or there are several. All undefined if the execution does not fit the items.
 */
export function originsOf(
	execution: Pick<IRunExecutionData, 'resultData'> | undefined,
	outputs: ReadonlyArray<readonly INodeExecutionData[]>,
): Array<Array<number | undefined>> {
	const { lastNodeExecuted = '', runData = {} } = execution?.resultData ?? {};
	const runs = runData[lastNodeExecuted] ?? [];
	return outputs.map((items, output) => {
		const all = runs.flatMap((task) => placesOf(task, output));
		const last = placesOf(runs.at(-1), output);
		const places = [all, last].find(({ length }) => length === items.length) ?? [];
		return items.map((_item, index) => {
			const place = places[index];
			return place && originOf(place, runData);
		});
	});
}

/** An item that a node gave out in one of its runs. */
interface Place {
	task: ITaskData;
	item: INodeExecutionData;
	index: number;
}

function placesOf(task: ITaskData | undefined, output: number): Place[] {
	const items = task?.data?.main?.[output] ?? [];
	return items.map((item, index) => ({ task: task as ITaskData, item, index }));
}

function originOf(from: Place, runData: Record<string, ITaskData[]>): number | undefined {
	let place: Place | undefined = from;
	for (let steps = 0; place && steps < MOST_STEPS; steps++) {
		if (!place.task.source.some(Boolean)) return place.index;
		place = sourceOf(place, runData);
	}
	return undefined;
}

function sourceOf({ task, item }: Place, runData: Record<string, ITaskData[]>): Place | undefined {
	const [pair, ...others] = [item.pairedItem ?? []].flat();
	if (pair === undefined || others.length > 0) return undefined;
	const { item: index, input = 0 } = typeof pair === 'number' ? { item: pair } : pair;
	const source = task.source[input];
	if (!source) return undefined;
	const { previousNode, previousNodeOutput = 0, previousNodeRun = 0 } = source;
	return placesOf(runData[previousNode]?.[previousNodeRun], previousNodeOutput)[index];
}
