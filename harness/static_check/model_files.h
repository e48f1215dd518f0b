// SPDX-License-Identifier: MIT
#pragma once

#include "report/result.h"
#include "static_check/texts.h"

namespace pgstair::static_check {

/// The files of the model, if it is files of SQL: whether they parse, what they create twice, and
/// what they create under names that stand nowhere in the chain. Adds the verdict "model_files".
void judge_model_files(const verify::Options& options, const TextChain& chain,
                       report::Result& result);

}  // namespace pgstair::static_check
