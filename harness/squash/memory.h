// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "report/finding.h"
#include "squash/applied_chain.h"
#include "verify/options.h"

/// What no catalog shows, and only the files of the old chain remember.
namespace pgstair::squash {

/// Branch labels and repeatables that the new chain does not have; revisions that changed rows
/// and are gone, which databases that stopped before them need; and what a baseline of the old
/// chain stands for, as databases that stopped there were not looked at.
std::vector<report::Finding> forgotten(AppliedChain& old_chain, const verify::Options& old_options,
                                       AppliedChain& new_chain, const verify::Options& new_options,
                                       postgres::ScratchDatabases& databases);

/// Takes out of the options what names a revision that the new chain has no more: `[[allow]]`,
/// `[[expect]]`, fixtures, `from`. `pgstair verify` would refuse to begin; a finding says where
/// each is. Reads the chains only if the options name any revision.
std::vector<report::Finding> take_out_settings_of_gone(const verify::Options& old_options,
                                                       verify::Options& new_options);

}  // namespace pgstair::squash
