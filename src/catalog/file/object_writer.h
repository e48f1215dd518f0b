// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/file/twofold_json.h"
#include "catalog/object.h"

namespace pgstair::catalog {

/// Writes an object as a snapshot file has it: attributes that are null are left out, and text of
/// several lines is {"lines": [...]}, which a line-by-line comparison of files can read.
///
///     {"kind":"column","schema":"public","owner":"public.t","name":"a","attributes":{"type":"integer"}}
void write(const Object& object, TwofoldJson& json);

}  // namespace pgstair::catalog
