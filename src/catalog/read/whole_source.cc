// SPDX-License-Identifier: MIT
#include "catalog/read/whole_source.h"

#include "catalog/read/whole_reader.h"

namespace pgstair::catalog {

Snapshot WholeSource::read(postgres::Session& session, InTransaction in_transaction) {
  return read_whole(session, in_transaction, Statements::prepared);
}

}  // namespace pgstair::catalog
