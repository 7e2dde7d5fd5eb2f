#!/usr/bin/env python3
"""Reduces schema.org's vocabulary to what the types that the press uses can have.

    extract.py schemaorg-current-https.jsonld > vocabulary.json
"""

import json
import sys

TYPES = """Action BreadcrumbList CorrectionComment Country CreativeWork EntryPoint ListItem LiveBlogPosting NewsArticle
NewsMediaOrganization Organization Person ProfilePage SearchAction WebPage WebSite""".split()

terms = {term["@id"]: term for term in json.load(open(sys.argv[1]))["@graph"]}


def names(term, key):
    values = term.get(key, [])
    values = values if isinstance(values, list) else [values]
    return sorted(v["@id"].removeprefix("schema:") for v in values if v["@id"].startswith("schema:"))


types = {}
open_types = list(TYPES)
while open_types:
    name = open_types.pop()
    if name not in types:
        types[name] = names(terms["schema:" + name], "rdfs:subClassOf")
        open_types += types[name]

properties = {}
for name, term in terms.items():
    domains = set(names(term, "schema:domainIncludes")) & set(types)
    if domains and "schema:supersededBy" not in term:
        ranges = names(term, "schema:rangeIncludes")
        properties[name.removeprefix("schema:")] = {"of": sorted(domains), "has": ranges}

json.dump({"types": types, "properties": properties}, sys.stdout, indent=0, sort_keys=True)
print()
