run test check bench lock stop doctor:
	./kam $@
.PHONY: run test check bench lock stop doctor
