"""Checks the files for CI systems in a folder, by what the makers of those systems publish.

GitHub's and GitLab's by the JSON Schemas that check-jsonschema carries, Kubernetes' by the models of its Python client,
AWS Batch's by the description of its API in botocore. Prints a line for each mistake. Exits with 77 if a package is
missing, and says which.
"""

import json
import pathlib
import re
import subprocess
import sys

try:
    import botocore.session
    import botocore.validate
    import check_jsonschema
    import kubernetes.client
    import yaml
except ImportError as missing:
    print(f"Python has no package {missing.name}")
    sys.exit(77)

folder = pathlib.Path(sys.argv[1])


def by_schema(name, file):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{name}", "--output-format", "json"]
    told = subprocess.run(command + [str(folder / file)], capture_output=True, text=True)
    found = json.loads(told.stdout)
    for error in found.get("errors", []) + found.get("parse_errors", []):
        print(f"{file}: {error.get('path', '')} {error.get('message', error)}")


def kubernetes_model(value, type_name, path):
    """All mistakes of a value that is to be of a type, as the client's models name types."""
    of_list = re.fullmatch(r"List\[(.*)]", type_name)
    of_dict = re.fullmatch(r"Dict\[str, (.*)]", type_name)
    scalars = {"str": str, "int": int, "bool": bool, "float": (int, float)}
    if of_list:
        if not isinstance(value, list):
            return [f"{path} is not a list"]
        return [it for i, each in enumerate(value) for it in kubernetes_model(each, of_list[1], f"{path}[{i}]")]
    if of_dict:
        if not isinstance(value, dict):
            return [f"{path} is not a mapping"]
        return [it for key, each in value.items() for it in kubernetes_model(each, of_dict[1], f"{path}.{key}")]
    if type_name in scalars:
        return [] if isinstance(value, scalars[type_name]) else [f"{path} is not of type {type_name}"]
    if type_name in ("object", "datetime"):
        return []
    model = getattr(kubernetes.client, type_name)
    if not isinstance(value, dict):
        return [f"{path} is not a mapping"]
    names = {there: here for here, there in model.attribute_map.items()}
    known = {key: it for key, it in value.items() if key in names}
    wrong = [f"{path}.{key} is no key of {type_name}" for key in value if key not in names]
    for here, there in model.attribute_map.items():
        if model.model_fields[here].is_required() and there not in value:
            wrong.append(f"{path} lacks {there}")
    for key, it in known.items():
        wrong += kubernetes_model(it, model.openapi_types[names[key]], f"{path}.{key}")
    return wrong


def by_kubernetes(file):
    for document in yaml.safe_load_all((folder / file).read_text()):
        for mistake in kubernetes_model(document, "V1" + document["kind"], document["kind"]):
            print(f"{file}: {mistake}")


def by_batch(file, operation):
    batch = botocore.session.get_session().get_service_model("batch")
    shape = batch.operation_model(operation).input_shape
    report = botocore.validate.ParamValidator().validate(json.loads((folder / file).read_text()), shape)
    if report.has_errors():
        print(f"{file}: {report.generate_report()}")


by_schema("github-workflows", "github.yml")
by_schema("gitlab-ci", "gitlab-ci.yml")
by_kubernetes("kubernetes-shards.yaml")
by_kubernetes("kubernetes-merge.yaml")
by_batch("batch-job-definition.json", "RegisterJobDefinition")
by_batch("batch-shards.json", "SubmitJob")
by_batch("batch-merge.json", "SubmitJob")
