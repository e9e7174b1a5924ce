# Everything comes from the lock file; the Node that runs is the one that package.json names.
FROM node:24.21.0-bookworm-slim AS web
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

FROM node:24.21.0-bookworm-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force
COPY . .
COPY --from=web /app/web/dist web/dist
# The program belongs to root and is only read; the archive is all that it writes.
RUN mkdir -p data && chown node:node data
ENV NODE_COMPILE_CACHE=/tmp/dateline
USER node
VOLUME /app/data
EXPOSE 4310
ENTRYPOINT ["./dateline"]
CMD ["serve"]
