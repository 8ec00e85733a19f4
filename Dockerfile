# syntax=docker/dockerfile:1
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# Nothing is compiled: native parts come ready-made in their packages.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
# The lock file may be younger than the installed modules of a cached layer.
RUN touch node_modules/.package-lock.json && npm run build

FROM node:24-slim AS modules
WORKDIR /app
COPY package.json package-lock.json docker/modules.sh ./
RUN sh modules.sh

FROM node:24-slim
LABEL org.opencontainers.image.title="mastoc" \
  org.opencontainers.image.description="A climbing wall that is alive" \
  org.opencontainers.image.licenses="MIT"
# glibc gives the memory that a picture took back to the machine at once.
ENV NODE_ENV=production DATA_DIR=/data PORT=3000 MALLOC_TRIM_THRESHOLD_=131072
WORKDIR /app
COPY --from=modules /app/node_modules ./node_modules
COPY --from=build /app/package.json ./
COPY --from=build /app/dist ./dist
COPY --from=build /app/drizzle ./drizzle
COPY --chmod=755 docker/entrypoint.sh docker/healthy.sh ./docker/
COPY --chmod=755 docker/mastoc.sh /usr/local/bin/mastoc
EXPOSE 3000
# The first start of a large gym after an upgrade may take its time.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["/app/docker/healthy.sh"]
# The entrypoint gives the data folder to the user node and goes on as that user, whom no instruction USER can name here:
# hosts mount folders that belong to root.
ENTRYPOINT ["/app/docker/entrypoint.sh"]
# The server is started without npm, because signals have to reach it.
# Node 24 lets the young generation grow with the machine; 4 MB keep an idle server under 200 MB (docs/figures.md).
CMD ["node", "--max-semi-space-size=4", "dist/server/main.js"]
