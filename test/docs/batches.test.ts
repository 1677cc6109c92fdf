import type { INodeParameters } from 'n8n-workflow';

import { runBatches } from '../run/batch/bulk-service';
import { blocks, textOf } from './pages';

const PAGE = textOf('docs/batches.md');

/** What the table of the example has for a field. */
function valueOf(field: string): string {
	const row = PAGE.split('\n').find((line) => line.startsWith(`| ${field} |`));
	return /`([^`]+)`/.exec(row?.split('|')[2] ?? '')![1]!;
}

/** What stands left and right in the picture of the exchange. */
function exchange(): { request: string; response: string } {
	const [, block = ''] = /```\n(POST[^]*?)\n```/.exec(PAGE)!;
	const lines = block.split('\n').slice(1);
	const at = block.split('\n')[0]!.indexOf('200');
	return {
		request: lines.map((line) => line.slice(0, at)).join('\n'),
		response: lines.map((line) => line.slice(at)).join('\n'),
	};
}

it('the example of batches is sent and responded to as it says', async () => {
	const { request, response } = exchange();
	const { contacts } = JSON.parse(request) as { contacts: Array<{ email: string }> };
	const batch: INodeParameters = {
		batchSize: Number(valueOf('Options → Batches → Batch Size (Items)')),
		batchEnvelope: valueOf('Envelope'),
		batchAnswers: valueOf('Results Path'),
		batchMatch: 'field',
		batchItemPath: valueOf('ID in the Item'),
		batchAnswerPath: valueOf('ID in the Result'),
	};
	const { success, failure, bodies } = await runBatches(
		(_request, answer) => void answer.setHeader('Content-Type', 'application/json').end(response),
		{
			batch,
			items: contacts.map((contact) => ({ json: { contact: { ...contact } } })),
			parameters: {
				jsonBody: valueOf('JSON Body'),
				responseVariables: { variable: [{ name: 'contactId', source: 'item', path: 'id' }] },
			},
			options: {
				success: { values: { successRule: 'path', successPath: 'status', successValue: 'created' } },
			},
		},
	);
	expect(bodies.map((body) => JSON.parse(body) as object)).toEqual([JSON.parse(request)]);
	expect(success).toHaveLength(1);
	expect(success[0]!.json.variables).toEqual({ contactId: 'c-1' });
	const [told = ''] = blocks('docs/batches.md', 'json');
	expect(failure).toHaveLength(1);
	expect(failure[0]!.json).toMatchObject(JSON.parse(told) as object);
});
