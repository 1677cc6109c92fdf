import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { NODE, startBareN8n, workflowOf } from './bare-n8n.mjs';

/** Milliseconds for one test on a busy machine. */
const TIMEOUT_MS = 120_000;

const ITEM = { contact: { email: 'zoe+1@example.com', name: 'Zoë "Z" & co', phone: '+15551234' }, n: 7 };
const SECRET = 's3cr3t';
const basic = (/** @type {string} */ pair) => `Basic ${Buffer.from(pair).toString('base64')}`;

/** As the documentation of each service prints it, with placeholders where values belong; and what the service must get. */
const COMMANDS = {
	Stripe: {
		command: `curl https://api.stripe.com/v1/customers \\
  -u "sk_test_${SECRET}:" \\
  --data-urlencode name="{{contact.name}}" \\
  -d email="{{contact.email}}" \\
  -d "metadata[n]"={{n}}`,
		got: {
			method: 'POST',
			url: '/v1/customers',
			authorization: basic(`sk_test_${SECRET}:`),
			body: 'name=Zo%C3%AB%20%22Z%22%20%26%20co&email=zoe%2B1%40example.com&metadata[n]=7',
		},
	},
	Twilio: {
		command: `curl -X POST "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json" \\
--data-urlencode "Body=Hi there, {{contact.name}}" \\
--data-urlencode "To={{contact.phone}}" \\
-u AC1:${SECRET}`,
		got: {
			method: 'POST',
			url: '/2010-04-01/Accounts/AC1/Messages.json',
			authorization: basic(`AC1:${SECRET}`),
			body: 'Body=Hi+there%2C+Zo%C3%AB%20%22Z%22%20%26%20co&To=%2B15551234',
		},
	},
	GitHub: {
		command: `curl -L \\
  -X PATCH \\
  -H "Accept: application/vnd.github+json" \\
  -H "Authorization: Bearer ${SECRET}" \\
  https://api.github.com/repos/OWNER/REPO/issues/{{n}} \\
  -d '{"title":"{{contact.name}}","assignees":["octocat"],"state":"open"}'`,
		got: {
			method: 'PATCH',
			url: '/repos/OWNER/REPO/issues/7',
			authorization: `Bearer ${SECRET}`,
			body: '{"title":"Zoë \\"Z\\" & co","assignees":["octocat"],"state":"open"}',
		},
	},
	Slack: {
		command: `curl -X POST -H 'Content-type: application/json' -H 'Authorization: Bearer xoxb-${SECRET}' --data '{"channel":"C1","text":"{{contact.name}} <{{contact.email}}>"}' https://slack.com/api/chat.postMessage`,
		got: {
			method: 'POST',
			url: '/api/chat.postMessage',
			authorization: `Bearer xoxb-${SECRET}`,
			body: '{"channel":"C1","text":"Zoë \\"Z\\" & co <zoe+1@example.com>"}',
		},
	},
	OpenAI: {
		command: `curl https://api.openai.com/v1/responses \\
  -H "Content-Type: application/json" \\
  -H "Authorization: Bearer sk-${SECRET}" \\
  -d '{
    "model": "gpt-4.1",
    "input": "Greet {{ $json.contact.name.toUpperCase() }} for me.",
    "top_logprobs": {{n}}
  }'`,
		got: {
			method: 'POST',
			url: '/v1/responses',
			authorization: `Bearer sk-${SECRET}`,
			body: '{\n    "model": "gpt-4.1",\n    "input": "Greet ZOË \\"Z\\" & CO for me.",\n    "top_logprobs": 7\n  }',
		},
	},
};

describe('cURL commands of services in a real n8n', () => {
	/** @type {Awaited<ReturnType<typeof startBareN8n>>} */
	let n8n;
	/** @type {object[]} */
	let arrived = [];
	const service = createServer((request, response) => {
		const { method, url, headers } = request;
		void text(request).then((body) => {
			arrived.push({ method, url, authorization: headers.authorization, body });
			response.setHeader('Content-Type', 'application/json').end('{"id":"from the service"}');
		});
	});
	before(async () => {
		await new Promise((resolve) => service.listen(0, '127.0.0.1', () => resolve(undefined)));
		n8n = await startBareN8n();
	});
	after(async () => {
		await n8n?.stop();
		service.close();
	});

	for (const [name, { command, got }] of Object.entries(COMMANDS))
		it(
			`${name}: the service gets what the command says, with the item's values`,
			{ timeout: TIMEOUT_MS },
			async () => {
				const { port } = /** @type {import('node:net').AddressInfo} */ (service.address());
				arrived = [];
				const workflow = await n8n.api.createWorkflow(
					workflowOf({
						name,
						items: [ITEM],
						credentials: {},
						parameters: {
							requestFrom: 'curl',
							curlCommand: command.replace(/https:\/\/[\w.]+/, `http://127.0.0.1:${port}`),
							onFailure: 'route',
							options: { allowPrivateNetwork: true },
						},
					}),
				);
				const execution = await n8n.api.run(workflow);
				assert.deepEqual(execution.items(NODE, 1), []);
				const [{ json }] = execution.items(NODE);
				assert.deepEqual(arrived, [got]);
				assert.equal(json.response.body.id, 'from the service');
				assert.ok(!JSON.stringify(json).includes(SECRET));
			},
		);
});
