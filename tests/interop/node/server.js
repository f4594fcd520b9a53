// @node-oauth/oauth2-server with the accounts of accounts.json, on a free port of 127.0.0.1.
'use strict';

const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const OAuth2Server = require('@node-oauth/oauth2-server');

const accounts = JSON.parse(fs.readFileSync(path.join(__dirname, '..', 'accounts.json'), 'utf8'));
const tokens = [];

const model = {
  async getClient(id, secret) {
    const client = accounts.clients.find((client) => client.id === id);
    if (!client || (client.secret ?? undefined) !== secret) return null;
    const grants = client.grant === 'password' ? ['password', 'refresh_token'] : [client.grant];
    return { id, grants };
  },
  async getUser(username, password) {
    return accounts.users.find((user) => user.username === username && user.password === password) ?? null;
  },
  async getUserFromClient(client) {
    return { username: client.id };
  },
  async validateScope(user, client, scope) {
    if (!scope) return ['read'];
    return scope.every((one) => accounts.scopes.includes(one)) && scope;
  },
  async saveToken(token, client, user) {
    const saved = { ...token, client, user };
    tokens.push(saved);
    return saved;
  },
  async getRefreshToken(refreshToken) {
    return tokens.find((token) => token.refreshToken === refreshToken) ?? null;
  },
  async revokeToken(token) {
    return tokens.splice(tokens.indexOf(token), 1).length === 1;
  },
};

const oauth = new OAuth2Server({
  model,
  accessTokenLifetime: Number(process.argv[2]),
  requireClientAuthentication: { password: false, refresh_token: false },
});

async function answer(request) {
  if (request.url !== '/oauth/token') return { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>404</h1>' };
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')));
  const { method, headers } = request;
  const response = new OAuth2Server.Response();
  try {
    await oauth.token(new OAuth2Server.Request({ method, headers, query: {}, body }), response);
  } catch (error) {
    // the response says it
  }
  const headersOut = { ...response.headers, 'content-type': 'application/json' };
  return { status: response.status, headers: headersOut, body: JSON.stringify(response.body) };
}

const server = http.createServer(async (request, response) => {
  const { status, headers, body } = await answer(request);
  response.writeHead(status, headers).end(body);
});

server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
process.stdin.on('end', () => process.exit(0)).resume();
