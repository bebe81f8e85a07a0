# One image for the api and for workers; the command decides (compose.yaml). No Docker engine took part in writing it:
# docs/operations.md says what was checked.
FROM node:20-bookworm-slim AS build
WORKDIR /opt/maquette
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run -s build && npm prune --omit=dev

FROM node:20-bookworm-slim
WORKDIR /opt/maquette
COPY --from=build --chown=node:node /opt/maquette /opt/maquette
RUN mkdir /var/lib/maquette && chown node:node /var/lib/maquette
ENV NODE_ENV=production MAQUETTE_HOME=/var/lib/maquette
USER node
VOLUME /var/lib/maquette
# Not through the launcher: it would look for sources to build.
CMD ["node", "dist/apps/api/src/main.js"]
