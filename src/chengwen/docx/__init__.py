"""The report as a .docx: any file of Word, WPS or LibreOffice in, a file in the layout of GB/T 9704-2012 out."""

from chengwen.docx.markup import BadDocx
from chengwen.docx.reader import Reading, read
from chengwen.docx.writer import write

__all__ = ["BadDocx", "Reading", "read", "write"]
