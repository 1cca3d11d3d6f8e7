"""An import-linter contract: some rooms of a domain (its views, its forms) are entered by that domain alone."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class OwnRoomsContract(Contract):
    """`rooms` are module names directly under a domain; packages named in `everybody` stay open to all."""

    type_name = "own_rooms"

    rooms = fields.ListField(subfield=fields.StringField())
    everybody = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        intruders = [
            (importer, module)
            for module in sorted(graph.modules)
            if self._is_own_room(module.split("."))
            for importer in sorted(graph.find_modules_that_directly_import(module))
            if importer.split(".")[:2] != module.split(".")[:2]
        ]
        return ContractCheck(kept=not intruders, metadata={"intruders": intruders})

    def _is_own_room(self, parts: list[str]) -> bool:
        return len(parts) > 2 and parts[2] in self.rooms and parts[1] not in self.everybody

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, module in check.metadata["intruders"]:
            output.print_error(f"{importer} enters {module}")
