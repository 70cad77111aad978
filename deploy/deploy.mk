# Targets for the service; included by the Makefile.
.PHONY: verify-units security-score deploy-test install uninstall

verify-units: ## Hold the systemd unit to what is promised of it (systemd-analyze verify, exposure at most 1.5)
	@deploy/verify-units.sh

security-score: ## Print what systemd-analyze security says of the unit
	@systemd-analyze security --offline=true --no-pager deploy/claimwatch.service

deploy-test: ## Boot the unit under a real systemd and test it there; skipped with the reason where that cannot be
	@deploy/install-dependencies.sh --deploy-test || true
	@deploy/test-under-systemd.sh $(DEPLOY_TEST_FLAGS)

install: ## Install the release build on this machine (as root; PREFIX and DESTDIR are heeded)
	@deploy/install.sh

uninstall: ## Take it off this machine again; state and configuration stay
	@deploy/uninstall.sh
