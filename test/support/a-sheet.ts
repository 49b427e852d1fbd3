/** Ten figures of an agency of education, made up for tests: no source has them. */
export const SHEET_CSV = `Tỉnh;Năm;Số trường học;Học sinh đi học
Nghệ An;2024;1.250;> 700.000
Hà Giang;2024;650;180.500
Lạng Sơn;2024;640;150.000-160.000
Ninh Bình;2024;470;
Quảng Ninh;2024;610;~ 290.000
Tuyên Quang;2024;430;175.250
`;

/** Answers to what the sheet does not tell, in the order in which they are asked. */
export const SHEET_ANSWERS = `Giáo dục
Education
Sở Giáo dục (thử nghiệm)
Bảng thử nghiệm
Số trường
Schools
Số trường phổ thông.
Schools of general education.
SCHOOL=trường=schools
STOCK

Pupils
Số học sinh phổ thông.
Pupils of general education.
STOCK
`;
