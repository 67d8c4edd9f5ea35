# The door to everything; each target does its own set-up. `make` alone lists them.
STACK ?= dev
PLATFORM = node commands/seldon-platform.js
export FROM KEEP BASE

.DEFAULT_GOAL := help
.PHONY: help up down preview rehearse charts kubeconfig env test check bench soak

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

up: node_modules ## set everything up and apply STACK (default dev) to a local cluster
	@$(PLATFORM) up --stack $(STACK)

down: node_modules ## destroy STACK, remove its local cluster and state
	@$(PLATFORM) down --stack $(STACK)

preview: node_modules ## the merge gate: STACK against an empty throwaway control plane
	@$(PLATFORM) preview --stack $(STACK)

rehearse: node_modules ## STACK's whole life on a throwaway cluster (KEEP=1 leaves it running)
	@$(PLATFORM) rehearse --stack $(STACK) $(if $(KEEP),--keep)

charts: node_modules ## fetch the locked charts; FROM=<folder, URL or oci://…> writes the lock
	@$(PLATFORM) charts $(if $(FROM),--from '$(FROM)')

kubeconfig: node_modules ## print the path of STACK's local kubeconfig
	@$(PLATFORM) kubeconfig --stack $(STACK)

env: node_modules ## eval "$$(make -s env STACK=dev)": a shell for plain pulumi and kubectl
	@$(PLATFORM) env --stack $(STACK)

check: node_modules ## types, lint, format, dead code, unit tests: about two minutes, no toolchain
	@$(MAKE) --no-print-directory --jobs 2 check-unit check-lint check-types check-format check-dead
	@echo "check: all of it holds"

check-%: node_modules
	@npm run --silent $*

test: node_modules ## everything that must hold, runs on a local cluster included
	@$(MAKE) --no-print-directory check
	@$(PLATFORM) toolchain
	@npm run --silent e2e

soak: node_modules ## what takes too long for `make test`
	@$(PLATFORM) toolchain
	@npm run --silent soak

bench: node_modules ## ratios against kubectl, printed as a table
	@$(PLATFORM) bench

# One clear line for a Node that is too old, before npm says it in thirty.
node_modules: package-lock.json
	@node -e 'const [a,b]=process.versions.node.split(".").map(Number); if (a<20||(a===20&&b<19)) { console.error("Node "+process.versions.node+" is too old: install Node 20.19 or newer"); process.exit(1) }'
	@echo "installing packages (npm ci) ..." >&2
	@npm ci --ignore-scripts --loglevel=error >&2
	@touch node_modules
