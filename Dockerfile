# One image for all services of docker-compose.yml: each one's command says which it is. Files run as they are, without a build step.

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# Left out: the embedded PostgreSQL (optional) and a second Node 24 (fetched by an install script).
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY package.json package.json
COPY gateway gateway
COPY schema schema
COPY subgraphs subgraphs
# The files belong to root: the services can read them, not change them.
USER node
CMD ["node", "gateway/main.ts"]
