/** Companies by their legal forms. */

const organisation =
  /(?:^|[\s,.])(?:g?gmbh|ges\.?m\.?b\.?h|mbh|ag|kg|kgaa|ohg|ug|gbr|mbb|partg|e\.k|e\.v|ltd|limited|llc|llp|plc|inc|corp|co|sa|s\.a|sas|sarl|s\.a\.r\.l|srl|s\.r\.l|spa|s\.p\.a|sl|s\.l|bv|b\.v|nv|n\.v|ab|as|a\/s|aps|oy|oyj|sp\.? z o\.?o|s\.?r\.?o|a\.s|kft|zrt|d\.o\.o|ltda|lda|a\.?ş|sdn\.? bhd|bhd|ehf|uab|oü|nyrt|pty|pte|pvt|group|university|universität|institute|holding|studio|株式会社|有限公司)\.?(?:$|[\s,])/iu;

/** Takes a text; returns whether it names a company by its legal form or the like. */
export const namesCompany = (text: string): boolean => text.length <= 200 && organisation.test(text);
