// SPDX-License-Identifier: MIT
#include "catalog/read/whole_source.h"

#include "catalog/read/whole_read.h"
#include "catalog/transaction/read_transaction.h"

namespace pgstair::catalog {

Snapshot WholeSource::read(postgres::Session& session, InTransaction in_transaction) {
  ReadTransaction transaction(session, in_transaction);
  if (!access_) access_ = access_of(transaction, session.server_version());
  return read_whole(transaction, *access_, Statements::prepared);
}

}  // namespace pgstair::catalog
